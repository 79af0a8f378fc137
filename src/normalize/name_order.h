// The order of a name, where its own words tell that it is not given, middle, family.
//
// What tells it: a patronymic ("Иванов Иван Иванович"), a family name in capitals ("KIM Min-jun", "Taro YAMADA"),
// initials behind the only word ("Иванов И. И."), a family name of data/family_names.tsv where that of other countries
// would not stand ("Nguyễn Văn An", "Nagy István", "山田太郎"), the ending of one before a given name ("Иванов Иван"),
// two family names at the end ("García Márquez"), or a given name of devotion ("María del Carmen Ruiz").
// Everything else is left to name_parts.h. Tested through person.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "normalize/name_parts.h"
#include "normalize/words.h"

namespace thresh::normalize {

// The parts of a name that is in another order; nothing where it is not, or cannot be told. `words` has no nicknames;
// `spanish`: the page is in Spanish.
std::optional<NameParts> parts_in_other_order(const Words& words, bool spanish);

// Whether the family name at the start is so well known for the order that the words behind it may be words of prose
// elsewhere: "Trần Thị Mai".
bool begins_with_known_family(const Words& words);

// A name in Chinese, Japanese or Korean letters, without spaces: the family name first, or, where a dot divides it,
// last ("マイケル・ジャクソン"). `told`: something else says that it is a person's; two Chinese letters alone say too
// little ("武安" is a town).
std::optional<NameParts> parts_of_cjk(std::string_view name, bool told);

// The title that ends such a name, where the family name is known: "先生" of "山田太郎先生"; no text if none does.
Honorific cjk_title(std::string_view name);

// The title that the word is as a whole, as Korean has it behind a space: "교수" of "김민수 교수".
Honorific cjk_title_alone(std::string_view word);

// Whether the text is a family name in those letters that is known: "李" of "李女士".
bool is_cjk_family(std::string_view name);

// Whether the text in those letters says that it is of a firm, an office or a place: "株式会社山田", "編集部",
// "山口県".
bool is_cjk_business(std::string_view text);

}  // namespace thresh::normalize
