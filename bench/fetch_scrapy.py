"""The same job as a Scrapy spider: six fields of each page to JSON lines.

usage: fetch_scrapy.py URLS OUT.jsonl
"""

import sys

import scrapy
from scrapy.crawler import CrawlerProcess

FIELDS = {"title": "title::text", "description": 'meta[name="description"]::attr(content)', "heading": "h1::text",
          "canonical": 'link[rel="canonical"]::attr(href)', "image": 'meta[property="og:image"]::attr(content)',
          "kind": 'meta[property="og:type"]::attr(content)'}


class Pages(scrapy.Spider):
    name = "pages"

    async def start(self):
        with open(sys.argv[1]) as urls:
            for url in urls:
                yield scrapy.Request(url.strip(), dont_filter=True)

    def parse(self, response):
        yield {"url": response.url, **{name: response.css(selector).get() for name, selector in FIELDS.items()}}


if __name__ == "__main__":
    process = CrawlerProcess({
        "ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0,
        "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "USER_AGENT": "bench",
        "FEEDS": {sys.argv[2]: {"format": "jsonlines", "overwrite": True}}})
    process.crawl(Pages)
    process.start()
