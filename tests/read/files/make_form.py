"""Makes form.pdf anew: a form with fields that were filled in, as Acrobat or a browser saves one.

pip install reportlab
python tests/read/files/make_form.py
"""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

SAW = (
    "Saw both children at home. Mum said that school has been better since the meeting, and Tia showed me her drawing"
    " of the new house.\nDad is at work until Friday."
)
CONTACTS = (
    ("12/03/2024", "Home visit", "Jo Marsh", SAW, True, "No"),
    ("19/03/2024", "Telephone call", "Nadia Corrigan", "Rang Mum. She cannot come on Friday.", False, "Yes"),
    ("02/04/2024", "Office visit", "Jo Marsh", "She said she likes it when Nan stays.", True, "No"),
)


def main() -> None:
    """A page for each contact: labels beside and above their fields, boxes, buttons, a list, an empty field."""
    page = Canvas(str(Path(__file__).parent / "form.pdf"), pagesize=A4)
    for number, (day, kind, who, words, alone, changed) in enumerate(CONTACTS):
        form = page.acroForm
        page.setFont("Helvetica", 11)
        page.drawString(60, 780, "Record of contact")
        page.drawString(60, 740, "Date of contact:")
        form.textfield(name=f"date{number}", x=150, y=734, width=90, height=18, fontSize=11, value=day)
        page.drawString(270, 740, "Worker: ____________")
        form.textfield(name=f"who{number}", x=315, y=734, width=150, height=18, fontSize=11, value=who)
        page.drawString(60, 710, "Type of contact")
        kinds = ["Home visit", "Telephone call", "Office visit"]
        place = {"x": 150, "y": 704, "width": 120, "height": 18}
        form.choice(name=f"kind{number}", fontSize=11, value=kind, options=kinds, **place)
        form.checkbox(name=f"alone{number}", x=60, y=674, size=14, checked=alone)
        page.drawString(80, 678, "Child seen alone")
        page.drawString(60, 650, "Plan changed?")
        for x, answer in ((150, "Yes"), (210, "No")):
            form.radio(name=f"plan{number}", x=x, y=646, size=14, value=answer, selected=answer == changed)
            page.drawString(x + 20, 650, answer)
        page.drawString(60, 620, "What happened")
        place = {"x": 60, "y": 500, "width": 470, "height": 110}
        form.textfield(name=f"words{number}", value=words, fontSize=10, fieldFlags="multiline", maxlen=2000, **place)
        page.drawString(60, 470, "Actions")
        form.textfield(name=f"actions{number}", x=60, y=430, width=470, height=30, fontSize=10, value="")
        if number == 1:
            page.textAnnotation("Was Dad there?", Rect=[480, 640, 500, 660])
        page.drawString(60, 100, "This form is kept on the child's file.")
        page.showPage()
    page.save()


if __name__ == "__main__":
    main()
