"""Words that providers are called by and that any course may say: a name of nothing else is searched for with more care."""

from __future__ import annotations

ORDINARY = frozenset(
    """
    academy academic access achieve act active advance advanced agile aid alliance apex arena art arts aspire assembly atlas bay beacon best better beyond
    black blue board bold bridge bridges bright build business campus capital career careers castle center central centre change chapter circle city class
    classroom clear climb cloud club coach coaching college common community compass complete connect connected consulting core corner course courses craft
    creative crest cross crown data day deep design develop development digital direct discover discovery door dream drive dynamic eagle east edge education
    elite elm enterprise equip essential evolve excellence exchange expert experts explore faculty field first flow focus force forge forum forward foundation
    foundry framework fresh fusion future gate gateway global goal gold grand great green ground group grow growth guide guild harbour harbor heart help high
    hill hive home horizon house hub human idea ideas impact improve independent industry infinite innovate innovation insight insights inspire institute
    intelligence interactive international journey key knowledge lab labs ladder lake launch lead leader leaders leadership leading leap learn learner learning
    level library life lift light lighthouse line link live local logic loop management manager map mark master mastery matrix meadow mentor method mind minds
    mission modern momentum motion mountain move national network new next nexus north oak ocean office on one open orbit origin oxygen park partner partners
    path pathway pathways peak people perform performance perspective pilot pine pioneer pivot plan planet plus point potential power practical practice
    premier prime pro process professional professionals progress project pulse purpose quality quest quick rapid reach real red reach resource resources rise
    river road rock room root roots school science secure senior service services shift silver simple skill skills smart social solution solutions source south
    space spark spring square stage star start state step steps stone storm strategy stream strong studio study success summit sun support sure swift system
    systems talent target task teach team teams tech technical technology the thrive together tomorrow tool tools top touch tower town track trade trail train
    trained trainer trainers training transform tree trust turn union unit united unity university up upper urban value vector venture vertex view village
    vision vista vital voice water wave way web well west white wide wild wind window wise wood work works workshop workshops world your zone
    akademie aufbruch ausbildung beratung berg bildung bildungswerk brücke denken entwicklung erfolg fluss forum freude gruppe haus impuls institut kompass
    kompetenz kurs kurse lernen lernwerk leuchtturm licht mensch menschen netz netzwerk offen praxis punkt quelle raum schule schulung seminar seminare sprung
    stern stiftung training wandel weg wege weiterbildung welt werk werkstatt wissen zentrum ziel zukunft
    académie atelier avenir centre chemin cité conseil développement école ensemble éducation espace étoile formation groupe horizon institut lumière maison
    métier monde ouvert passerelle phare pont projet réseau savoir source talent
    abierto academia aprender aprendizaje camino centro ciudad conocimiento desarrollo escuela espacio estrella faro formación futuro grupo horizonte instituto
    mundo puente red saber taller talento
    a an and at by for from in of to und der die das des für mit von le la les l de du et pour un une el los las y para del
    """.split()  # noqa: SIM905
)
