// Sends webhooks over the network, as the dataset's `fetch` says: through its proxy, with its authorities, and to
// addresses that are not public only where `allow_private` is set.
//
// Tested by tests/dataset/refresh_test.py.
#pragma once

#include "base/clock.h"
#include "dataset/hooks.h"

namespace thresh::dataset {

// Redirects are not followed: what is signed for one address is for no other.
SendWebhook webhook_sender(base::Clock& clock, Environment environment);

}  // namespace thresh::dataset
