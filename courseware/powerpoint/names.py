"""What templates call their layouts and placeholders, in English, German, French and Spanish: data for matching, longest phrase first to win.

Words are compared in lower case, without accents, as whole words in their order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from courseware.powerpoint.furthernames import FURTHER

NATIVE: Mapping[str, tuple[str, ...]] = {
    "cover": ("title",),
    "content": ("obj", "tx"),
    "section": ("secHead",),
    "two-content": ("twoObj", "twoColTx"),
    "comparison": ("twoTxTwoObj",),
    "content-caption": ("objTx",),
    "picture-caption": ("picTx",),
    "table": ("tbl",),
    "chart": ("chart",),
    "diagram": ("dgm",),
    "blank": ("blank",),
}
"""Role -> the types that PowerPoint gives such a layout (ISO 29500-1, 19.7.15), the best first."""

TITLE_ONLY = "titleOnly"

LAYOUTS: Mapping[str, tuple[str, ...]] = {
    "cover": ("title slide", "cover", "cover slide", "titelfolie", "deckblatt", "startfolie", "diapositive de titre", "couverture", "page de garde",
              "diapositiva de titulo", "portada"),
    "section": ("section", "section header", "divider", "chapter", "abschnitt", "abschnittsuberschrift", "abschnittstitel", "kapitel", "kapiteltrenner",
                "trennfolie", "titre de section", "en tete de section", "intercalaire", "chapitre", "encabezado de seccion", "seccion", "separador",
                "capitulo"),
    "content": ("title and content", "title and text", "content", "text", "bullets", "standard", "titel und inhalt", "titel und text", "inhalt", "textfolie",
                "titre et contenu", "titre et texte", "contenu", "texte", "titulo y objetos", "titulo y contenido", "titulo y texto", "contenido", "texto"),
    "two-content": ("two content", "two columns", "2 columns", "two column text", "zwei inhalte", "zwei spalten", "zweispaltig", "2 spalten", "deux contenus",
                    "deux colonnes", "2 colonnes", "dos objetos", "dos contenidos", "dos columnas", "2 columnas"),
    "comparison": ("comparison", "compare", "versus", "before and after", "vergleich", "gegenuberstellung", "comparaison", "avant apres", "comparacion",
                   "antes y despues"),
    "three-content": ("three content", "three columns", "3 columns", "drei inhalte", "drei spalten", "dreispaltig", "3 spalten", "trois contenus",
                      "trois colonnes", "3 colonnes", "tres objetos", "tres contenidos", "tres columnas", "3 columnas"),
    "content-caption": ("content with caption", "content and caption", "inhalt mit uberschrift", "inhalt mit beschriftung", "contenu avec legende",
                        "contenido con titulo", "contenido con leyenda"),
    "picture": ("picture", "full picture", "image", "photo", "full bleed picture", "bild", "vollbild", "foto", "grosses bild", "image pleine page", "imagen",
                "imagen completa", "fotografia"),
    "picture-caption": ("picture with caption", "image with caption", "picture and text", "bild mit uberschrift", "bild mit beschriftung", "bild und text",
                        "image avec legende", "image et texte", "imagen con titulo", "imagen con leyenda", "imagen y texto"),
    "quote": ("quote", "quotation", "quote with caption", "zitat", "citation", "cita"),
    "big-number": ("big number", "key figure", "big fact", "fact", "number", "kennzahl", "grosse zahl", "zahl", "chiffre cle", "grand chiffre", "chiffre",
                   "cifra", "numero grande", "dato clave"),
    "table": ("table", "title and table", "tabelle", "titel und tabelle", "tableau", "titre et tableau", "tabla", "titulo y tabla"),
    "code": ("code", "source code", "listing", "quelltext", "quellcode", "code source", "codigo"),
    "diagram": ("diagram", "title and diagram", "smartart", "diagramm", "schema", "schaubild", "diagramme", "diagrama", "esquema"),
    "chart": ("chart", "title and chart", "graph", "grafik", "titel und diagramm", "graphique", "titre et graphique", "grafico", "titulo y grafico"),
    "exercise": ("exercise", "activity", "workshop", "hands on", "lab", "ubung", "aufgabe", "aktivitat", "exercice", "atelier", "activite", "ejercicio",
                 "actividad", "taller", "practica"),
    "discussion": ("discussion", "group discussion", "debate", "diskussion", "gesprach", "austausch", "discussion de groupe", "debat", "echange", "discusion"),
    "question": ("question", "quiz", "quiz question", "frage", "quizfrage", "prufungsfrage", "question d examen", "pregunta", "cuestionario"),
    "answer": ("answer", "quiz answer", "answers", "antwort", "losung", "reponse", "corrige", "respuesta", "solucion"),
    "agenda": ("agenda", "outline", "contents", "table of contents", "overview", "inhaltsverzeichnis", "tagesordnung", "ubersicht", "ablauf", "sommaire",
               "ordre du jour", "plan", "table des matieres", "indice", "orden del dia", "temario"),
    "objectives": ("objectives", "learning objectives", "learning outcomes", "goals", "lernziele", "ziele", "objectifs", "objectifs pedagogiques", "objetivos",
                   "objetivos de aprendizaje"),
    "keypoints": ("key points", "key takeaways", "takeaways", "summary", "recap", "kernpunkte", "zusammenfassung", "fazit", "merksatze", "points cles",
                  "a retenir", "resume", "synthese", "puntos clave", "resumen", "conclusiones"),
    "closing": ("closing", "closing slide", "thank you", "thanks", "end", "final", "contact", "the end", "schluss", "abschluss", "schlussfolie", "danke",
                "vielen dank", "kontakt", "ende", "cloture", "merci", "fin", "remerciements", "cierre", "gracias", "contacto"),
    "legal": ("legal", "legal notice", "disclaimer", "copyright", "imprint", "impressum", "rechtliches", "rechtliche hinweise", "haftungsausschluss",
              "mentions legales", "avis legal", "aviso legal", "notas legales"),
    "blank": ("blank", "empty", "leer", "leere folie", "vide", "diapositive vide", "en blanco", "vacia", "vacio"),
}  # fmt: skip
"""Role -> what such a layout is called."""

SLOTS: Mapping[str, tuple[str, ...]] = {
    "subtitle": ("subtitle", "untertitel", "sous titre", "subtitulo"),
    "details": ("details", "presenter", "speaker", "author", "date and place", "referent", "vortragender", "intervenant", "auteur", "ponente", "autor"),
    "legal": ("legal", "legal notice", "disclaimer", "copyright", "rechtliches", "mentions legales", "aviso legal"),
    "number": ("number", "numeral", "figure", "nummer", "zahl", "numero", "chiffre", "cifra"),
    "left": ("left", "left content", "links", "inhalt links", "gauche", "contenu gauche", "izquierda"),
    "middle": ("middle", "center", "centre", "mitte", "milieu", "medio"),
    "right": ("right", "right content", "rechts", "inhalt rechts", "droite", "contenu droite", "derecha"),
    "left-heading": ("left heading", "heading left", "uberschrift links", "titre gauche", "titulo izquierdo"),
    "right-heading": ("right heading", "heading right", "uberschrift rechts", "titre droite", "titulo derecho"),
    "caption": ("caption", "beschriftung", "bildunterschrift", "legende", "leyenda", "pie de foto"),
    "picture": ("picture", "image", "photo", "bild", "foto", "imagen"),
    "quote": ("quote", "quotation", "zitat", "citation", "cita"),
    "source": ("source", "quelle", "attribution", "quoted person", "auteur de la citation", "fuente"),
    "minutes": ("minutes", "time", "duration", "minuten", "dauer", "zeit", "duree", "minutos", "duracion"),
    "group": ("group", "group size", "gruppe", "sozialform", "groupe", "grupo"),
    "stem": ("stem", "question", "frage", "pregunta"),
    "options": ("options", "answers", "choices", "antworten", "reponses", "respuestas"),
    "rationale": ("rationale", "explanation", "begrundung", "erklarung", "justification", "explication", "explicacion"),
    "body": ("body", "content", "text", "inhalt", "contenu", "texte", "contenido", "texto"),
}  # fmt: skip
"""Slot -> what its placeholder is called, where somebody named it."""

_NOISE = re.compile(r"\b(placeholder|platzhalter|espace reserve|marcador de posicion|espace|reserve)\b")


_STROKES = str.maketrans({"ł": "l", "ø": "o", "æ": "a", "đ": "d"})
"""Letters that are no letter with an accent to Unicode."""


@cache
def plain(name: str) -> str:
    """A name for comparing: lower case, no accents, words parted by single blanks, without PowerPoint's own `Placeholder 3`."""
    stripped = "".join(
        c for c in unicodedata.normalize("NFKD", name.casefold().translate(_STROKES)) if not unicodedata.combining(c)
    )
    words = re.sub(r"[^\w]+|_", " ", _NOISE.sub(" ", stripped)).split()
    if len(words) > 1 and words[-1].isdigit():
        words.pop()
    return " ".join(words)


def spoken_role(name: str) -> str:
    """The role whose phrase is the longest in a layout's name, `""` for none."""
    words = f" {plain(name)} "
    best = max(
        (
            (len(phrase), role)
            for role, phrases in LAYOUTS.items()
            for phrase in (*phrases, *FURTHER.get(role, ()))
            if f" {phrase} " in words
        ),
        default=(0, ""),
    )
    return best[1]


def spoken_slot(name: str, slots: tuple[str, ...]) -> str:
    """The slot of `slots` that a placeholder's name says, `""` for none: the slot's own word, else one of its phrases, as the whole name."""
    words = plain(name)
    for slot in slots:
        if words == slot.replace("-", " "):
            return slot
    return next((slot for slot in slots if words in SLOTS.get(slot, ())), "")
