#!/usr/bin/env python3
"""Write Tests/JinjaTests/Fixtures/zones: files of time zones, and what Python's zoneinfo says.

    python3 Scripts/make-zone-fixtures.py        # Python 3.11, zic and tzdata.zi of tzdata 2025b

Most files are slim: what a rule tells is not listed. "Fat/…" lists changes up to 2037, and "Old/…" is
of the first version of the format, which has no rule and 32 bits. "Rules/…" has rules that no place
uses now.
"""

import datetime
import json
import pathlib
import shutil
import subprocess
import tempfile
import zoneinfo

OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/JinjaTests/Fixtures/zones"
SOURCE = "/usr/share/zoneinfo/tzdata.zi"
PLACES = """
Europe/Berlin Europe/Dublin America/New_York America/Santiago America/Nuuk Asia/Kolkata
Asia/Kathmandu Asia/Gaza Australia/Lord_Howe Africa/Casablanca Africa/Monrovia Antarctica/Troll
Pacific/Apia Etc/GMT+5 EST
""".split()
FAT = ["America/New_York", "Europe/Dublin"]
OLD = ["America/New_York", "Asia/Kolkata"]
RULES = {
    "Rules/South": "AAA3BBB,J300/0,J60/24:30",
    "Rules/Quoted": "<-00>-0:30<X+1>,J61/-2:15:30,J364/26",
    "Rules/Backwards": "AAA-1BBB0,M10.5.0/-25,M3.1.6/167",
    "Rules/Far": "AAA-14:59:59BBB-16,M2.5.4,M12.5.6/0",
}
EPOCH = datetime.datetime(1970, 1, 1)
SECOND = datetime.timedelta(seconds=1)


def compile_zones(folder, kind):
    subprocess.run(["zic", "-b", kind, "-d", folder, SOURCE], check=True)


def with_rule(rule):
    """A file that lists no changes; its only time is never seen, for the rule says what it is."""
    counts = bytes(16) + (1).to_bytes(4, "big") + (4).to_bytes(4, "big")
    block = b"TZif2" + bytes(15) + counts + bytes(6) + b"LMT\0"
    return block * 2 + b"\n" + rule.encode() + b"\n"


def first_version(content):
    """The part of a file that programs with 32 bits read."""
    assert content[:5] == b"TZif2", content[:5]
    counts = [int.from_bytes(content[at : at + 4], "big") for at in range(20, 44, 4)]
    universal, standard, leap, changes, times, letters = counts
    size = changes * 5 + times * 6 + letters + leap * 8 + standard + universal
    return content[:4] + b"\0" + content[5 : 44 + size]


def moment(seconds):
    return EPOCH + seconds * SECOND


def changes(zone, first, last):
    """When clocks are set between two moments, to the second; at most one a week is found."""

    def time(seconds):
        local = zone.fromutc(moment(seconds).replace(tzinfo=zone))
        return local.utcoffset(), local.tzname()

    week = 7 * 86_400
    for start in range(first, last, week):
        low, high = start, start + week
        if time(low) == time(high):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if time(middle) == time(low) else (low, middle)
        yield high


def answers(zone):
    """What clocks show at moments, and the time that a clock shows, in seconds and names."""
    found = []
    for first, last in [
        ("1883-01-01", "1924-01-01"), ("1939-06-01", "1947-01-01"), ("1968-01-01", "1976-06-01"),
        ("2011-06-01", "2012-02-01"), ("2024-01-01", "2026-12-31"), ("2036-06-01", "2038-12-31"),
        ("2050-01-01", "2051-03-31"), ("2096-01-01", "2100-12-31"),
    ]:  # fmt: skip
        edges = [datetime.datetime.fromisoformat(day) for day in (first, last)]
        inside = list(changes(zone, *[(edge - EPOCH) // SECOND for edge in edges]))
        found += inside[:4] + inside[-2:]
    moments = {-6 * 10**10, -4 * 10**9, -(2**31), -1, 0, 1_768_480_496, 2**31 + 1, 25 * 10**10}
    clocks = set(moments)
    for change in found:
        moments |= {change - 1, change, change + 3600}
        for before_or_after in (-1, 0):
            local = zone.fromutc(moment(change + before_or_after).replace(tzinfo=zone))
            shown = (local.replace(tzinfo=None) - EPOCH) // SECOND
            clocks |= {shown, shown + 1, shown - 1800, shown + 1800}
    result = {"moments": [], "clocks": []}
    for seconds in sorted(moments):
        local = zone.fromutc(moment(seconds).replace(tzinfo=zone))
        offset = (local.replace(tzinfo=None) - moment(seconds)) // SECOND
        assert offset == local.utcoffset() // SECOND
        result["moments"].append([seconds, offset, local.tzname()])
    for seconds in sorted(clocks):
        local = moment(seconds).replace(tzinfo=zone)
        result["clocks"].append([seconds, local.utcoffset() // SECOND, local.tzname()])
    return result


def main():
    shutil.rmtree(OUTPUT, ignore_errors=True)
    files = {}
    with tempfile.TemporaryDirectory() as folder:
        slim, fat = pathlib.Path(folder, "slim"), pathlib.Path(folder, "fat")
        compile_zones(slim, "slim")
        compile_zones(fat, "fat")
        files |= {name: (slim / name).read_bytes() for name in PLACES}
        files |= {f"Fat/{pathlib.Path(name).name}": (fat / name).read_bytes() for name in FAT}
        files |= {
            f"Old/{pathlib.Path(name).name}": first_version((fat / name).read_bytes())
            for name in OLD
        }
        files |= {name: with_rule(rule) for name, rule in RULES.items()}
    for name, content in files.items():
        path = OUTPUT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    zoneinfo.reset_tzpath([OUTPUT.resolve()])
    lines = [
        json.dumps({name: answers(zoneinfo.ZoneInfo.no_cache(name))}, separators=(",", ":"))[1:-1]
        for name in sorted(files)
    ]
    (OUTPUT / "answers.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
