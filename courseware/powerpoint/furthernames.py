"""What layouts are called in further languages, as PowerPoint and designers name them there: Italian, Dutch, Portuguese, Swedish, Norwegian, Danish, Finnish,
Polish and Czech. Written as names.py compares them: lower case, no accents.
"""

from __future__ import annotations

from collections.abc import Mapping

FURTHER: Mapping[str, tuple[str, ...]] = {
    "cover": ("diapositiva titolo", "copertina", "titeldia", "omslag", "voorblad", "slide de titulo", "diapositivo de titulo", "capa", "rubrikbild",
              "tittellysbilde", "forside", "titelslide", "titeldias", "otsikkodia", "kansi", "slajd tytulowy", "okladka", "uvodni snimek"),
    "section": ("intestazione sezione", "sezione", "capitolo", "sectiekop", "hoofdstuk", "sectie", "cabecalho da secao", "cabecalho da seccao", "secao",
                "avsnittsrubrik", "kapitelrubrik", "inndelingsoverskrift", "afsnitsoverskrift", "kapittel", "osan ylatunniste", "naglowek sekcji", "rozdzial",
                "zahlavi oddilu"),
    "content": ("titolo e contenuto", "contenuto", "testo", "titel en object", "titel en inhoud", "inhoud", "tekst", "titulo e conteudo", "conteudo",
                "rubrik och innehall", "innehall", "tittel og innhold", "innhold", "titel og indholdsobjekt", "indhold", "otsikko ja sisalto", "sisalto",
                "tytul i zawartosc", "zawartosc", "tytul i tekst", "nadpis a obsah", "title and body"),
    "two-content": ("due contenuti", "due colonne", "inhoud van twee", "twee objecten", "twee kolommen", "duas partes de conteudo", "dois conteudos",
                    "duas colunas", "tva delar", "tva kolumner", "to innholdsdeler", "to indholdsobjekter", "to kolonner", "kaksi sisaltokohdetta",
                    "dwa elementy zawartosci", "dwie kolumny", "dva obsahy", "title and two columns", "two column"),
    "comparison": ("confronto", "vergelijking", "comparacao", "jamforelse", "sammenligning", "sammenlikning", "vertailu", "porownanie", "porovnani"),
    "three-content": ("tre contenuti", "tre colonne", "drie kolommen", "tres colunas", "tre kolumner", "tre kolonner", "kolme saraketta", "trzy kolumny"),
    "content-caption": ("contenuto con didascalia", "inhoud met bijschrift", "conteudo com legenda", "innehall med bildtext", "innhold med tekst",
                        "indhold med billedtekst", "otsikollinen sisalto", "zawartosc z podpisem", "obsah s titulkem"),
    "picture": ("immagine", "afbeelding", "imagem", "billede", "bilde", "kuva", "obraz", "zdjecie"),
    "picture-caption": ("immagine con didascalia", "afbeelding met bijschrift", "imagem com legenda", "bild med bildtext", "bilde med tekst",
                        "billede med billedtekst", "otsikollinen kuva", "obraz z podpisem", "obrazek s titulkem"),
    "quote": ("citazione", "citaat", "citacao", "citat", "sitat", "lainaus", "cytat"),
    "big-number": ("numero grande", "groot getal", "stort tal", "duza liczba"),
    "table": ("tabella", "tabel", "tabela", "tabell", "taulukko"),
    "exercise": ("esercizio", "oefening", "opdracht", "exercicio", "ovning", "ovelse", "oppgave", "harjoitus", "cwiczenie", "zadanie"),
    "discussion": ("discussione", "discussie", "discussao", "diskussion", "diskusjon", "keskustelu", "dyskusja"),
    "question": ("domanda", "vraag", "pergunta", "fraga", "sporsmal", "kysymys", "pytanie"),
    "answer": ("risposta", "antwoord", "resposta", "svar", "vastaus", "odpowiedz"),
    "agenda": ("ordine del giorno", "sommario", "inhoudsopgave", "sumario", "innehallsforteckning", "dagsorden", "sisallys", "spis tresci", "plan spotkania"),
    "objectives": ("obiettivi", "leerdoelen", "doelstellingen", "objetivos de aprendizagem", "mal", "laringsmal", "tavoitteet", "cele"),
    "keypoints": ("punti chiave", "riepilogo", "kernpunten", "samenvatting", "pontos chave", "resumo", "sammanfattning", "oppsummering", "yhteenveto",
                  "podsumowanie"),
    "closing": ("chiusura", "grazie", "contatti", "afsluiting", "bedankt", "encerramento", "obrigado", "avslutning", "tack", "takk", "tak", "kiitos",
                "zakonczenie", "dziekujemy", "kontakt"),
    "legal": ("note legali", "juridische informatie", "informacoes legais", "juridisk information", "nota prawna"),
    "blank": ("vuota", "diapositiva vuota", "leeg", "lege dia", "em branco", "tom", "tomt", "tyhja", "pusty", "prazdny"),
}  # fmt: skip
"""Role -> further names of its layout."""
