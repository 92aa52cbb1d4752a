"""Who is in the made-up coalition, and what it asks; any likeness to a real organisation is chance."""

from __future__ import annotations

from typing import Any, Final

COALITION: Final[dict[str, Any]] = {
    "purpose": "Rivers that people can drink from, fish in and decide about, from the springs to the sea.",
    "principles": "Those who live with a river speak first.\n"
    "Nobody signs what they have not read.\n"
    "A no is recorded as carefully as a yes.",
    "time_zone": "Europe/Brussels",
}

# name; kind; region; topics; communities; languages; hours a month; former name
MEMBERS: Final = (
    "Agua Clara del Valle; collective; Andalucía; drinking water; farm workers; es; 6;",
    "Amis de la Loire sauvage; organisation; Pays de la Loire; habitat, dams; ; fr; 12; Comité Loire vivante",
    "Asociación Ribera Viva; organisation; Aragón; habitat; ; es; 8;",
    "Bäche für Alle; organisation; Hessen; access, drinking water; ; de; 4;",
    "Barka Boat People; collective; Pomorskie; access; boat dwellers; pl, en; 5;",
    "Clube do Tejo Limpo; organisation; Lisboa; discharge; ; pt; 10;",
    "Cork Harbour Swimmers; collective; Munster; discharge, access; ; en; 3;",
    "Deltafiskarna; network; Norrbotten; fish, dams; fishers; sv; 9;",
    "Dunărea Noastră; organisation; Tulcea; fish, habitat; fishers; ro, en; 7; Asociația Delta",
    "Elbe-Rat der Anwohnenden; network; Sachsen; discharge; residents; de, cs; 14;",
    "Federación de Regantes Justos; network; Murcia; drinking water; farm workers; es; 5;",
    "Fljótið okkar; organisation; Norðurland; dams; ; is, en; 4;",
    "Gælic Rivers Trust; organisation; Highland; fish, habitat; ; en, gd; 11;",
    "Grannar vid älven; collective; Västerbotten; dams; Sámi; sv, se; 6;",
    "Hidrovita Kör; collective; Borsod; discharge, drinking water; Roma; hu; 5;",
    "Jeunes pour le Rhône; network; Auvergne; access, dams; youth; fr; 15;",
    "Kadın Su Meclisi; collective; Artvin; dams, drinking water; women; tr; 6;",
    "Klub Přátel Vltavy; organisation; Praha; access; ; cs; 8;",
    "Laguna Aperta; organisation; Veneto; discharge, habitat; ; it; 9;",
    "Lietuvos upių draugija; organisation; Kaunas; habitat; ; lt, en; 4;",
    "Maas Zonder Plastic; organisation; Limburg; discharge; ; nl, de; 13;",
    "Northern Weir Anglers; network; Yorkshire; fish; fishers; en; 2;",
    "Önkormányzat a Tiszáért; network; Szabolcs; discharge; residents; hu; 3;",
    "Panta Rhei Ελλάδα; organisation; Ήπειρος; dams, habitat; ; el, en; 7;",
    "Réseau Eau et Santé; network; Bruxelles; drinking water; patients; fr, nl; 10;",
    "Sámi Joga Searvi; collective; Finnmark; fish, dams; Sámi; se, no; 8;",
    "Sava Without Borders; network; Zagreb; dams, habitat; ; hr, sl, sr; 16;",
    "Silent Banks; organisation; Ulster; habitat; deaf people; en; 4;",
    "Tamizh Thames Collective; collective; London; access, drinking water; migrants; ta, en; 5;",
    "Unione dei Mugnai; organisation; Piemonte; dams; ; it; 1;",
    "Vesi Kuuluu Kaikille; organisation; Pohjanmaa; drinking water; ; fi, sv; 6;",
    "Wisła Wolna; organisation; Mazowieckie; discharge, dams; ; pl; 12; Klub Wisła",
)

FIRST: Final = "Amaia Etxeberria"
SECOND: Final = "Tomáš Dvořák"

# name; member; role; mandate
CONTACTS: Final = (
    "Noor Haddad; Réseau Eau et Santé; director; sign",
    "Ingrid Låftman; Deltafiskarna; chair; decide",
    "Zsófia Lakatos; Hidrovita Kör; organiser; relay",
    "Meera Selvaratnam; Tamizh Thames Collective; organiser; decide",
    "Jakub Wójcik; Wisła Wolna; campaigner; relay",
    "Élodie Fournier; Jeunes pour le Rhône; spokesperson; relay",
    "Biret Somby; Sámi Joga Searvi; elder; decide",
    "Ruairí Ó Ceallaigh; Silent Banks; secretary; sign",
    "Chiara Zennaro; Laguna Aperta; director; sign",
    "Ana Kovačić; Sava Without Borders; coordinator; decide",
)

ASK: Final = (
    "We ask the ministers to publish, every month and for every outfall, how much untreated sewage enters "
    "our rivers, and to fine every discharge outside a storm."
)
ASK_CHANGED: Final = (
    "We ask the ministers to publish, every week and for every outfall, how much untreated sewage enters "
    "our rivers, to fine every discharge outside a storm, and to pay the fines out to those downstream."
)
ASK_IN_FRENCH: Final = (
    "Nous demandons aux ministres de publier chaque semaine, pour chaque exutoire, le volume d'eaux usées "
    "qui entre sans traitement dans nos rivières, de sanctionner tout rejet hors orage, et de verser les "
    "amendes à celles et ceux qui vivent en aval."
)
