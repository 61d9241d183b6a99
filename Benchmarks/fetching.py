#!/usr/bin/env python3
"""Times fetching a record beside other programs, alternately, and prints a table.

Use: Benchmarks/fetching.py [--rounds N] [--into FOLDER] [--mebibytes N] [--only WORD]
                              [--program PATH]

It needs the release program (make build), nginx (apt-get install nginx-light), curl and openssl, and
pooch and zenodo_get in the Python it runs in:

    python3 -m venv venv && venv/bin/pip install pooch==1.9.0 zenodo-get==3.1.0
    venv/bin/python Benchmarks/fetching.py --into /dev/shm

Two records are made: one file of 1 GiB, and 550 files of 100 kB. nginx serves them on this computer
as Zenodo serves its own. All of that runs in a network of its own, in which zenodo.org is this
computer and has a certificate of ours: zenodo_get can ask no other server. The rows with https are
what it is compared with.
"""

import argparse
import atexit
import fcntl
import hashlib
import json
import os
import pathlib
import platform
import random
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent.parent
inside = "FAIRMLPF_BENCHMARK_INSIDE"
words = argparse.ArgumentParser()
words.add_argument("--rounds", type=int, default=5)
words.add_argument("--into", default=tempfile.gettempdir())
words.add_argument("--mebibytes", type=int, default=1024)
words.add_argument("--only", default="")
words.add_argument("--program", default=str(here / ".build/release/fairmlpf"))
options = words.parse_args()
program = options.program


def enter():
    """Starts this script again in a network and with mounts of its own."""
    command = ["unshare", "--user", "--map-root-user", "--net", "--mount", sys.executable]
    os.execvpe(command[0], command + sys.argv, {**os.environ, inside: "1"})


def bring_up():
    """Switches on the network of this computer alone: what `ip link set lo up` does."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        up, running, get, set_ = 0x1, 0x40, 0x8913, 0x8914
        request = fcntl.ioctl(link, get, struct.pack("16sh14x", b"lo", 0))
        flags = struct.unpack("16sh14x", request)[1] | up | running
        fcntl.ioctl(link, set_, struct.pack("16sh14x", b"lo", flags))


def mount(text, path):
    """Lets a file of the system have another text, for this script and what it starts."""
    place = work / path.replace("/", "-")
    place.write_text(text)
    subprocess.run(["mount", "--bind", place, path], check=True)


def make_record(number, files):
    """Writes files and the record's document; gives their MD5 by name."""
    folder = work / f"files{number}"
    folder.mkdir()
    digests, entries = {}, []
    generator = random.Random(number)
    for name, size in files:
        digest = hashlib.md5()
        with open(folder / name, "wb") as file:
            for start in range(0, size, 1 << 20):
                piece = generator.randbytes(min(1 << 20, size - start))
                digest.update(piece)
                file.write(piece)
        digests[name] = digest.hexdigest()
        entries.append({
            "key": name, "size": size, "checksum": "md5:" + digests[name],
            "links": {"self": f"https://zenodo.org/api/records/{number}/files/{name}/content"}})
    (work / f"{number}.json").write_text(json.dumps({
        "id": number, "recid": str(number), "metadata": {"title": "Noise"}, "files": entries}))
    return digests


def serve():
    """Starts nginx on ports 80 and 443."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=zenodo.org", "-addext", "subjectAltName=DNS:zenodo.org", "-keyout", work / "key.pem",
         "-out", work / "certificate.pem"], check=True, stderr=subprocess.DEVNULL)
    locations = "".join(f"""
        location = /api/records/{n} {{ default_type application/json; alias {work}/{n}.json; }}
        location ~ ^(/api)?/records/{n}/files/([^/]+)(/content)?$ {{ alias {work}/files{n}/$2; }}"""
                        for n in (1, 2))
    (work / "nginx.conf").write_text(f"""
    user root; worker_processes 2; daemon off; pid {work}/pid; error_log {work}/errors;
    events {{}}
    http {{
      access_log off; sendfile on; tcp_nopush on;
      client_body_temp_path {work}/b; proxy_temp_path {work}/p; fastcgi_temp_path {work}/f;
      uwsgi_temp_path {work}/u; scgi_temp_path {work}/s;
      server {{
        listen 127.0.0.1:80; listen 127.0.0.1:443 ssl;
        ssl_certificate {work}/certificate.pem; ssl_certificate_key {work}/key.pem;
        {locations}
      }}
    }}""")
    server = subprocess.Popen(["nginx", "-c", work / "nginx.conf", "-p", work])
    atexit.register(server.wait)
    atexit.register(server.terminate)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", 80)).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("nginx does not start")


def run(command, out):
    """Seconds and the peak memory in MB of one run, which is removed afterwards."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    # What was written before is not to be waited for in this run.
    os.sync()
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command], cwd=out, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{command} ended with {os.waitstatus_to_exitcode(status)}: {errors.decode()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def is_whole(out, digests):
    """Whether all files came as they are; what a program adds of its own does not count."""
    for name, value in digests.items():
        # Not all of it at once: what this script has in memory counts as that of what it starts.
        with open(out / name, "rb") as file:
            if hashlib.file_digest(file, "md5").hexdigest() != value:
                return False
    return True


def rows(number, digests):
    """Titles and commands that fetch a record into the current folder."""
    http, https = "http://127.0.0.1", "https://zenodo.org"
    ours = [program, "fetch", str(number), "-q", "-y", "-o", "."]
    pooch = ("import sys, pooch; pooch.get_logger().setLevel('ERROR')\n"
             "for line in open(sys.argv[1]):\n"
             " name, digest = line.split()\n"
             f" pooch.retrieve(f'{http}/records/{number}/files/{{name}}', 'md5:' + digest,"
             " fname=name, path='.')")
    listed = work / f"digests{number}"
    listed.write_text("".join(f"{name} {digest}\n" for name, digest in digests.items()))
    addresses = work / f"addresses{number}"
    addresses.write_text("".join(f"{http}/records/{number}/files/{name}\n" for name in digests))
    config = work / f"curl{number}"
    config.write_text("".join(
        f'url = "{http}/records/{number}/files/{name}"\noutput = "{name}"\n' for name in digests))
    yield "`fairmlpf fetch`", ours + ["--base-url", http]
    if len(digests) == 1:
        yield "`curl -O`, nothing checked", ["curl", "-s", "-O", *addresses.read_text().split()]
        name = work / f"files{number}" / next(iter(digests))
        yield "`md5sum` of the file alone", ["md5sum", name]
        yield "`sha256sum` of the file alone", ["sha256sum", name]
    else:
        yield "`fairmlpf fetch --connections 1`", ours + ["--base-url", http, "--connections", "1"]
        yield "`curl --parallel --parallel-max 4`, nothing checked", [
            "curl", "-s", "--parallel", "--parallel-max", "4", "-K", config]
        yield "`xargs -P 4 -n 1 curl -s -O`, nothing checked", [
            "xargs", "-a", addresses, "-P", "4", "-n", "1", "curl", "-s", "-O"]
    yield "`pooch.retrieve` with MD5", [sys.executable, "-c", pooch, listed]
    yield "https: `fairmlpf fetch`", ours
    yield "https: `zenodo_get`", [
        pathlib.Path(sys.executable).parent / "zenodo_get", "-o", ".", str(number)]


if inside not in os.environ:
    enter()
work = pathlib.Path(tempfile.mkdtemp(prefix="fairmlpf-benchmark-", dir=options.into))
# Also after a failure.
atexit.register(shutil.rmtree, work, ignore_errors=True)
# It would be asked about everything else.
for variable in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
    os.environ.pop(variable, None)
bring_up()
records = {
    1: make_record(1, [("noise.bin", options.mebibytes << 20)]),
    2: make_record(2, [(f"noise{n}.bin", 100_000) for n in range(550)]),
}
serve()
mount("127.0.0.1 localhost zenodo.org\n", "/etc/hosts")
mount((work / "certificate.pem").read_text(), "/etc/ssl/certs/ca-certificates.crt")
os.environ.update(
    SSL_CERT_FILE=str(work / "certificate.pem"), REQUESTS_CA_BUNDLE=str(work / "certificate.pem"),
    HOME=str(work))

processor = next(
    (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
    platform.processor())
print(f"{processor}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, into {options.into}, "
      f"median of {options.rounds}")
print("| | seconds | least and most | peak memory, MB |")
print("|---|---|---|---|")
for number, title in [(1, f"one file of {options.mebibytes} MiB"), (2, "550 files of 100 kB")]:
    commands = [row for row in rows(number, records[number]) if options.only in row[0]]
    times = {name: [] for name, _ in commands}
    out = work / "out"
    for n in range(options.rounds):
        for name, command in commands:
            times[name].append(run(command, out))
            if n == 0 and "alone" not in name and not is_whole(out, records[number]):
                sys.exit(f"{name}: the files are not what they should be")
    for name, runs in times.items():
        seconds = [seconds for seconds, _ in runs]
        print(f"| {title}: {name} | {statistics.median(seconds):.2f} | "
              f"{min(seconds):.2f}–{max(seconds):.2f} | {max(memory for _, memory in runs):.0f} |",
              flush=True)
