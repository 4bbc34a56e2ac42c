"""A packed PDF says the same in fewer bytes, and what is not understood is told."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import typst

from csrdirectives.typst.packing import TOGETHER, Unfamiliar, packed, parted

DOCUMENT = """#set document(title: "报告", date: datetime(year: 2024, month: 3, day: 31))
#set text(lang: "zh", region: "cn")
""" + "\n".join(
    f"= H{i}\n\nParagraph #link(<a{i}>)[{i}] endstream endobj xref (( \\\\ <a{i}>\n\n#table([A], [B])"
    for i in range(200)
)


@pytest.fixture(scope="module")
def pdf():
    return typst.compile(DOCUMENT.encode(), pdf_standards=["a-2a"], ignore_system_fonts=True)


def test_less_than_half_is_left_of_a_document_of_tags(pdf):
    assert len(packed(parted(pdf))) < len(pdf) / 2


def test_packed_document_is_sound_and_holds_the_same_objects(pdf):
    with pikepdf.open(BytesIO(pdf)) as one, pikepdf.open(BytesIO(packed(parted(pdf)))) as two:
        assert len(one.objects) > 3 * TOGETHER
        assert two.check_pdf_syntax() == []
        assert two.trailer.Root.unparse() == one.trailer.Root.unparse()
        assert two.trailer.ID == one.trailer.ID
        for number in range(1, len(one.objects)):
            before, after = one.get_object(number, 0), two.get_object(number, 0)
            assert before.unparse() == after.unparse()
            if isinstance(before, pikepdf.Stream):
                assert before.read_raw_bytes() == after.read_raw_bytes()


def test_packed_document_reads_as_before(pdf):
    one, two = (pypdfium2.PdfDocument(each) for each in (pdf, packed(parted(pdf))))
    assert [page.get_textpage().get_text_range() for page in two] == [
        page.get_textpage().get_text_range() for page in one
    ]


def test_packing_gives_the_same_bytes_again(pdf):
    assert packed(parted(pdf)) == packed(parted(pdf))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"%PDF-1.7\nnothing else",
        lambda pdf: packed(parted(pdf)),
        lambda pdf: pdf[:-400],
        lambda pdf: pdf.replace(b"1 0 obj", b"1 1 obj", 1),
        lambda pdf: pdf.replace(b"trailer\n<<", b"trailer\n<</Encrypt 1 0 R"),
        lambda pdf: pdf + b"1 0 obj\n<<>>\nendobj\n",
    ],
)
def test_what_is_not_laid_out_as_expected_is_told(pdf, spoil):
    with pytest.raises(Unfamiliar):
        parted(spoil(pdf))
