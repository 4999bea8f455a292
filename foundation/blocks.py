"""Blocks that narrative pages are written in."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class PictureBlock(blocks.StructBlock):
    """The picture asks for its alternative text itself, unless it is said to be mere decoration."""

    picture = ImageBlock(label=_("Gambar"))
    caption = blocks.CharBlock(label=_("Keterangan"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("Kredit foto"), required=False, max_length=120)

    class Meta:
        label = _("Gambar")
        icon = "image"
        template = "blocks/image.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Kutipan"), rows=3)
    source = blocks.CharBlock(
        label=_("Siapa yang berkata"), required=False, max_length=160, help_text=_("Nama dan jabatannya.")
    )

    class Meta:
        label = _("Kutipan")
        icon = "openquote"
        template = "blocks/quote.html"


class ArticleBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Judul bagian"), form_classname="title", template="blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        label=_("Paragraf"), features=["bold", "italic", "link", "ol", "ul"], template="blocks/paragraph.html"
    )
    image = PictureBlock()
    quote = QuoteBlock()
