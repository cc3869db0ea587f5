"""Prints what pyHanko says of each signature of a PDF file, as JSON: verify.py FILE.pdf ROOTS.pem"""

import json
import sys
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

file, roots = sys.argv[1:]
anchors = [x509.Certificate.load(der) for _, _, der in pem.unarmor(Path(roots).read_bytes(), multiple=True)]
found = []
with open(file, "rb") as handle:
    for signature in PdfFileReader(handle).embedded_signatures:
        status = validate_pdf_signature(signature, ValidationContext(trust_roots=anchors, allow_fetching=False))
        found.append(
            {
                "field": signature.field_name,
                "intact": status.intact,
                "valid": status.valid,
                "trusted": status.trusted,
                "coverage": status.coverage.name,
                "changes": status.modification_level.name,
                "holds": status.bottom_line,
            }
        )
print(json.dumps(found))
