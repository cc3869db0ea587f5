#!/usr/bin/env python3
"""Writes the glyph tables beside this file.

    python3 generate.py xfonts-base_1.0.5+nmu1_all.deb

The eight misc-fixed tables come from Debian's package xfonts-base (bookworm, version 1:1.0.5+nmu1:
`apt-get download xfonts-base`), which carries them as compiled PCF files; 5x5.glyphs comes from
5x5-letters.txt. Needs Python 3.9 and nothing else. The output depends on the package alone.
"""

import gzip
import hashlib
import io
import pathlib
import struct
import sys
import tarfile

PACKAGE_SHA256 = "24446137c63de94283dc808eef438918e243f518629844289a5af50a8e0aec23"
FONTS = ["5x7", "6x9", "6x10", "6x12", "6x13", "7x13", "7x14", "8x13"]
# Latin, Greek, Cyrillic, Latin extended additional, dashes and quotes, euro.
RANGES = [(0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF), (0x2010, 0x2026), (0x20AC, 0x20AC)]
HERE = pathlib.Path(__file__).parent

# Table types of the PCF format.
METRICS, BITMAPS, ENCODINGS = 1 << 2, 1 << 3, 1 << 5


def files_of_package(path):
    """Files of the data archive in a Debian package (an `ar` archive)."""
    package = path.read_bytes()
    if hashlib.sha256(package).hexdigest() != PACKAGE_SHA256:
        sys.exit(f"{path} is not the package that this script was written for.")
    offset = 8
    while offset < len(package):
        name = package[offset : offset + 16].decode().strip()
        size = int(package[offset + 48 : offset + 58])
        if name.startswith("data.tar"):
            archive = tarfile.open(fileobj=io.BytesIO(package[offset + 60 : offset + 60 + size]))
            return {pathlib.PurePosixPath(member.name).name: archive.extractfile(member).read() for member in archive if member.isfile()}
        offset += 60 + size + size % 2
    sys.exit(f"{path} holds no data archive.")


def read_pcf(data):
    """(cell width, cell height, ascent, {code point: rows of bits as integers}) of a character-cell PCF font."""
    assert data[:4] == b"\x01fcp"
    tables = {}
    for index in range(struct.unpack_from("<I", data, 4)[0]):
        kind, form, _, offset = struct.unpack_from("<4I", data, 8 + 16 * index)
        tables[kind] = (offset, form)

    def open_table(kind):
        offset, form = tables[kind]
        return offset + 4, form, ">" if form & 4 else "<"

    offset, form, order = open_table(METRICS)
    metrics = []
    if form & 0x100:
        count = struct.unpack_from(order + "H", data, offset)[0]
        for index in range(count):
            metrics.append([value - 0x80 for value in data[offset + 2 + 5 * index : offset + 7 + 5 * index]])
    else:
        count = struct.unpack_from(order + "I", data, offset)[0]
        for index in range(count):
            metrics.append(struct.unpack_from(order + "5h", data, offset + 4 + 12 * index))

    offset, form, order = open_table(BITMAPS)
    padding = 1 << (form & 3)
    assert form & 8 and (form >> 4) & 3 == 0, "most significant bit first, scanned by bytes"
    count = struct.unpack_from(order + "I", data, offset)[0]
    starts = struct.unpack_from(f"{order}{count}I", data, offset + 4)
    bits = offset + 4 + 4 * count + 16

    offset, _, order = open_table(ENCODINGS)
    first_low, last_low, first_high, last_high, _ = struct.unpack_from(order + "5H", data, offset)
    columns = last_low - first_low + 1
    glyphs = {}
    cell = None
    for high in range(first_high, last_high + 1):
        for low in range(first_low, last_low + 1):
            glyph = struct.unpack_from(order + "H", data, offset + 10 + 2 * ((high - first_high) * columns + low - first_low))[0]
            if glyph == 0xFFFF:
                continue
            left, right, advance, ascent, descent = metrics[glyph]
            assert left == 0 and right == advance, "a character-cell font"
            assert cell in (None, (advance, ascent + descent, ascent))
            cell = (advance, ascent + descent, ascent)
            stride = (advance + 8 * padding - 1) // (8 * padding) * padding
            rows = []
            for row in range(ascent + descent):
                start = bits + starts[glyph] + row * stride
                rows.append(int.from_bytes(data[start : start + (advance + 7) // 8], "big") >> (-advance % 8))
            glyphs[high << 8 | low] = rows
    return *cell, glyphs


def read_letters(path):
    """The same of a file of letters drawn with # and . under their character."""
    glyphs, rows = {}, None
    for line in path.read_text().splitlines():
        if line.startswith("= "):
            rows = glyphs[ord(line[2])] = []
        elif line and not line.startswith(";"):
            rows.append(int(line.replace("#", "1").replace(".", "0"), 2))
    return 5, 5, 5, glyphs


def write_table(name, advance, source, font):
    width, height, ascent, glyphs = font
    digits = (width + 7) // 8 * 2
    lines = ["engram glyph table 1", f"font {name}", f"source {source}", f"cell {width} {height}", f"ascent {ascent}", f"advance {advance}"]
    chosen = sorted(code for code in glyphs if any(first <= code <= last for first, last in RANGES))
    lines.append(f"glyphs {len(chosen)}")
    for code in chosen:
        # As in BDF: each row begins at the most significant bit and fills whole bytes.
        lines.append(f"{code:04X} " + "".join(f"{row << (-width % 8):0{digits}X}" for row in glyphs[code]))
    (HERE / f"{name}.glyphs").write_text("\n".join(lines) + "\n")


package = files_of_package(pathlib.Path(sys.argv[1]))
for name in FONTS:
    font = read_pcf(gzip.decompress(package[f"{name}.pcf.gz"]))
    write_table(name, font[0], "misc-fixed, Debian xfonts-base 1:1.0.5+nmu1", font)
write_table("5x5", 6, "drawn for this project, 5x5-letters.txt", read_letters(HERE / "5x5-letters.txt"))
