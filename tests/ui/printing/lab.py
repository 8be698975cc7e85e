"""A print server of one's own: a private cupsd in a folder, with printers that behave as a test needs them.

Nothing of the computer's own printing is touched: the server has its own folders and listens at a socket in
them. A printer keeps what it was sent, exactly as it came, with the options that came with it.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

_SYSTEM_PARTS = Path("/usr/lib/cups")
_SERVER = Path("/usr/sbin/cupsd")
_TOOLS = ("lpadmin", "lpstat", "cupsenable", "cupsdisable", "cupsreject", "cancel")
_STARTS_WITHIN = 10.0

_FILES_CONF = """
ServerRoot {home}/etc
RequestRoot {home}/spool
TempDir {home}/spool/tmp
CacheDir {home}/cache
StateDir {home}/run
AccessLog {home}/log/access
ErrorLog {home}/log/error
PageLog {home}/log/page
ServerBin {home}/bin
SystemGroup root
FileDevice Yes
Sandboxing relaxed
"""

# Anybody on this computer may do anything here; jobs are private as they are by default.
_CUPSD_CONF = """
Listen {home}/cups.sock
Browsing Off
WebInterface No
DefaultAuthType None
LogLevel info
PreserveJobHistory Yes
MaxJobTime 60
LimitRequestBody {largest}
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

# What "no space left in the spool" is to whoever prints: the server takes no more than this.
LARGEST_JOB = 1_000_000

# A printer of office kind: both papers, both sides, colour, and a rim where it cannot print.
_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEEPING.PPD"
*Manufacturer: "Keeping"
*Product: "(Keeping)"
*ModelName: "Keeping"
*ShortNickName: "Keeping"
*NickName: "Keeping"
*PSVersion: "(3010) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*cupsFilter: "application/vnd.cups-pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: Letter
*PageSize Letter/Letter: ""
*PageSize A4/A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: Letter
*PageRegion Letter/Letter: ""
*PageRegion A4/A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: Letter
*ImageableArea Letter/Letter: "18 36 594 756"
*ImageableArea A4/A4: "18 36 577 806"
*DefaultPaperDimension: Letter
*PaperDimension Letter/Letter: "612 792"
*PaperDimension A4/A4: "595 842"
*OpenUI *Duplex/2-Sided Printing: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long Edge: ""
*Duplex DuplexTumble/Short Edge: ""
*CloseUI: *Duplex
*OpenUI *ColorModel/Color Mode: PickOne
*OrderDependency: 20 AnySetup *ColorModel
*DefaultColorModel: RGB
*ColorModel RGB/Color: ""
*ColorModel Gray/Grayscale: ""
*CloseUI: *ColorModel
"""

# job user title copies options [file]; with no argument the server asks what there is.
_BACKEND = """#!/bin/sh
[ $# = 0 ] && {{ echo 'direct keeping "Unknown" "Keeping"'; exit 0; }}
case ${{DEVICE_URI#keeping:/}} in
jammed) echo "STATE: +media-jam-error" >&2; echo "ERROR: Paper jam in tray 2" >&2; exit 1 ;;
empty) echo "STATE: +media-empty-error" >&2; while [ ! -e {home}/refilled ]; do sleep 0.1; done
       echo "STATE: -media-empty-error" >&2 ;;
slow) while [ ! -e {home}/hurry ]; do sleep 0.1; done ;;
refusing) exit 5 ;;
esac
kept={home}/out/$1
cat ${{6:+"$6"}} > "$kept.pdf"
printf '%s\\n' "$PRINTER" "$3" "$4" "$5" > "$kept.part" && mv "$kept.part" "$kept.told"
"""


@dataclass(frozen=True)
class Arrived:
    """One job as it came to a printer."""

    job: int
    printer: str
    title: str
    copies: int
    options: Mapping[str, str]
    pdf: bytes

    @cached_property
    def pages(self) -> list[tuple[float, float]]:
        """The size of each page in points."""
        return [
            (float(page.mediabox.width), float(page.mediabox.height))
            for page in PdfReader(BytesIO(self.pdf)).pages
        ]


class PrintLab:
    """One private print server."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.socket = home / "cups.sock"
        self._server: subprocess.Popen[bytes] | None = None
        self._printers: set[str] = set()

    @staticmethod
    def lacking() -> str:
        """Why there can be no server on this computer; empty where there can."""
        if not _SERVER.exists():
            return "cupsd is not installed (Debian: cups)"
        missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
        return f"{', '.join(missing)} not installed (Debian: cups-client)" if missing else ""

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises:
            RuntimeError: it did not come up; says what it wrote.
        """
        for folder in ("etc/ppd", "etc/ssl", "spool/tmp", "cache", "run/certs", "log", "out", "bin/backend"):
            (self.home / folder).mkdir(parents=True)
        # The server's helpers may run as another user, who must be able to come here.
        self.home.chmod(0o755)
        (self.home / "out").chmod(0o1777)
        (self.home / "spool" / "tmp").chmod(0o1777)
        for part in _SYSTEM_PARTS.iterdir():
            if part.name != "backend":
                (self.home / "bin" / part.name).symlink_to(part)
        backend = self.home / "bin" / "backend" / "keeping"
        backend.write_text(_BACKEND.format(home=self.home))
        # No right for others: then the server runs it as itself.
        backend.chmod(0o700)
        virtual = _SYSTEM_PARTS / "backend" / "cups-pdf"
        if virtual.exists() and os.access(virtual, os.R_OK):
            shutil.copy2(virtual, self.home / "bin" / "backend" / "cups-pdf")
        (self.home / "keeping.ppd").write_text(_PPD)
        files, conf = self.home / "etc" / "cups-files.conf", self.home / "etc" / "cupsd.conf"
        files.write_text(_FILES_CONF.format(home=self.home))
        conf.write_text(_CUPSD_CONF.format(home=self.home, largest=LARGEST_JOB))
        with (self.home / "log" / "cupsd").open("wb") as said:
            self._server = subprocess.Popen(
                [_SERVER, "-f", "-c", conf, "-s", files], stdout=said, stderr=subprocess.STDOUT
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        """Stop the server; whoever asks it from now on finds nothing."""
        if self._server is not None:
            self._server.send_signal(signal.SIGCONT)
            self._server.terminate()
            try:
                self._server.wait(5)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait(5)
            self._server = None

    def fall_silent(self) -> None:
        """Let the server take connections and say nothing."""
        assert self._server is not None
        self._server.send_signal(signal.SIGSTOP)

    def speak_again(self) -> None:
        assert self._server is not None
        self._server.send_signal(signal.SIGCONT)

    def add(self, name: str, behaviour: str = "good", *, after_error: str = "stop-printer") -> str:
        """A printer that is ready: good, jammed, empty, slow or refusing; its name."""
        self._add(
            name, f"keeping:/{behaviour}", self.home / "keeping.ppd", f"printer-error-policy={after_error}"
        )
        return name

    def add_virtual(self, name: str, description: Path) -> str:
        """A printer of CUPS-PDF, with its own description of itself."""
        self._add(name, "cups-pdf:/", description, "printer-error-policy=stop-printer")
        return name

    def pause(self, name: str) -> str:
        self._tell("cupsdisable", name)
        return name

    def go_on(self, name: str) -> None:
        self._tell("cupsenable", name)

    def close(self, name: str) -> str:
        """Let a printer take no new job."""
        self._tell("cupsreject", name)
        return name

    def remove(self, name: str) -> None:
        """Take a printer away, and what waits in its queue."""
        self._printers.discard(name)
        self._tell("lpadmin", "-x", name)

    def clear(self) -> None:
        """Take all printers away, and what they kept, for the next test."""
        self.let("hurry")
        self.let("refilled")
        for name in sorted(self._printers):
            self._tell("cancel", "-a", "-x", name)
            self.remove(name)
        for waited_for in ("hurry", "refilled"):
            (self.home / waited_for).unlink()
        for kept in (self.home / "out").iterdir():
            kept.unlink()

    def arrived(self, printer: str) -> list[Arrived]:
        """What came whole to a printer so far, in order."""
        found = []
        for told in (self.home / "out").glob("*.told"):
            sent_to, title, copies, options = told.read_text().split("\n")[:4]
            if sent_to == printer:
                said = dict(pair.partition("=")[::2] for pair in options.split())
                pdf = told.with_suffix(".pdf").read_bytes()
                found.append(Arrived(int(told.stem), sent_to, title, int(copies), said, pdf))
        return sorted(found, key=lambda job: job.job)

    def let(self, what: str) -> None:
        """What a waiting printer waits for: "refilled" or "hurry"."""
        (self.home / what).touch()

    def _add(self, name: str, device: str, description: Path, policy: str) -> None:
        self._printers.add(name)
        shared = "printer-is-shared=false"
        self._tell("lpadmin", "-p", name, "-v", device, "-P", description, "-E", "-o", shared, "-o", policy)

    def _tell(self, *command: str | Path) -> None:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            timeout=20,
            env={**os.environ, "CUPS_SERVER": str(self.socket)},
        )

    def _wait_until_it_answers(self) -> None:
        assert self._server is not None
        until = time.monotonic() + _STARTS_WITHIN
        asking = ["lpstat", "-r"]
        surroundings = {**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C"}
        while time.monotonic() < until and self._server.poll() is None:
            if self.socket.exists():
                said = subprocess.run(asking, capture_output=True, text=True, env=surroundings, timeout=5)
                if "is running" in said.stdout:
                    return
            time.sleep(0.02)
        said_so_far = (self.home / "log" / "cupsd").read_text()
        self.stop()
        raise RuntimeError(f"cupsd did not come up: {said_so_far[-400:]}")
