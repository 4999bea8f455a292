"""Blocks that narrative pages are written in."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class ArticleBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Judul bagian"), form_classname="title", template="blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        label=_("Paragraf"), features=["bold", "italic", "link", "ol", "ul"], template="blocks/paragraph.html"
    )
    image = ImageChooserBlock(label=_("Gambar"), template="blocks/image.html")
    quote = blocks.BlockQuoteBlock(label=_("Kutipan"), template="blocks/quote.html")
