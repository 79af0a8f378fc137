"""A certificate authority to throw away, made by openssl for one run of the tests.

`make(folder)` writes there ca.pem, and a key and a chain in one file for each of:
good.pem (for every name and address that tests use), expired.pem, wrong_host.pem (another name), self_signed.pem.
"""

import pathlib
import subprocess

NAMES = "DNS:localhost,DNS:*.test,DNS:site.test," + ",".join(f"IP:127.0.{x}.{y}" for x in range(2) for y in range(1, 21))


def _openssl(*arguments, cwd):
    subprocess.run(["openssl", *arguments], cwd=cwd, check=True, capture_output=True)


def _leaf(folder, name, subject, alternatives, *dates):
    _openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", f"{name}.key",
             "-out", f"{name}.csr", "-subj", f"/CN={subject}", cwd=folder)
    (folder / f"{name}.ext").write_text(f"subjectAltName={alternatives}\nbasicConstraints=CA:FALSE\n")
    _openssl("ca", "-batch", "-config", "ca.conf", "-in", f"{name}.csr", "-out", f"{name}.crt", "-notext",
             "-extfile", f"{name}.ext", *dates, cwd=folder)
    (folder / f"{name}.pem").write_bytes((folder / f"{name}.key").read_bytes() + (folder / f"{name}.crt").read_bytes())


def make(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ca.conf").write_text(
        "[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ncertificate=ca.pem\n"
        "private_key=ca.key\ndefault_md=sha256\npolicy=p\ndefault_days=30\nunique_subject=no\n[p]\ncommonName=supplied\n")
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("01\n")
    _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "ca.key",
             "-out", "ca.pem", "-subj", "/CN=Throw-away authority", "-days", "30", cwd=folder)
    _leaf(folder, "good", "site.test", NAMES)
    _leaf(folder, "expired", "site.test", NAMES, "-startdate", "20200101000000Z", "-enddate", "20200201000000Z")
    _leaf(folder, "wrong_host", "elsewhere.example", "DNS:elsewhere.example")
    _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
             "self_signed.key", "-out", "self_signed.crt", "-subj", "/CN=site.test", "-addext",
             f"subjectAltName={NAMES}", "-days", "30", cwd=folder)
    (folder / "self_signed.pem").write_bytes((folder / "self_signed.key").read_bytes() +
                                             (folder / "self_signed.crt").read_bytes())
    return folder
