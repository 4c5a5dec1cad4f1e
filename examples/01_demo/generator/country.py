# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: names, people and violence of municipalities that do not exist.
"""What each label of the map is called and how it lives: the table from which every other file is drawn."""

from collections import namedtuple

COUNTRIES = {"XAA": "República de Alameda", "XBB": "República de Brisal"}   # user-assigned ISO 3166-1 codes

# settlements: points with people; scale: their sum over the census population (outside 0.5 to 2 it is not believed)
# rate: homicides per 100,000 and year that the drawing aims at; the last four: sites per family
Municipality = namedtuple("Municipality", "label country code name department population settlements scale rate "
                                          "police courts health schools")

TABLE = [Municipality(*row) for row in (
    (14, "XAA", "0101", "Ciudad Alameda", "Alameda Central", 412000, 40, 0.97, 74, 7, 3, 7, 15),
    (17, "XAA", "0102", "Villa Peñón", "Alameda Central", 158000, 26, 0.93, 118, 1, 0, 2, 5),
    (16, "XAA", "0103", "San Jerónimo del Río", "Alameda Central", 121000, 22, 1.04, 52, 2, 1, 2, 6),
    (7, "XAA", "0104", "Cañaveral", "Alameda Central", 96500, 18, 0.88, 97, 0, 0, 1, 3),
    (9, "XAA", "0105", "El Guásimo", "Alameda Central", 88200, 17, 0.95, 39, 2, 1, 2, 5),
    (5, "XAA", "0106", "Ojo de Agua", "Alameda Central", 43100, 7, 0.90, 31, 1, 0, 1, 3),
    (3, "XAA", "0201", "Peñasco de la Sierra", "Sierra del Peñasco", 142000, 24, 0.91, 44, 3, 1, 3, 8),
    (15, "XAA", "0202", "Los Ángeles", "Sierra del Peñasco", 61000, 14, 1.08, 28, 1, 0, 1, 4),
    (4, "XAA", "0203", "Puerto Señora", "Sierra del Peñasco", 118000, 20, 0.94, 126, 2, 1, 1, 5),
    (1, "XAA", "0204", "La Montañuela", "Sierra del Peñasco", 74000, 15, 0.30, 36, 2, 1, 2, 5),
    (12, "XAA", "0205", "San Martín", "Sierra del Peñasco", 52400, 13, 0.99, 88, 0, 0, 0, 2),
    (13, "XAA", "0206", "Niño Perdido", "Sierra del Peñasco", 24800, 5, 0.80, 91, 0, 0, 0, 1),
    (11, "XAA", "0301", "Bahía Honda", "Costa de los Alcatraces", 131000, 23, 0.96, 67, 3, 1, 3, 7),
    (19, "XAA", "0302", "Laguna Seca", "Costa de los Alcatraces", 57300, 12, 0.86, 22, 1, 0, 1, 3),
    (0, "XAA", "0303", "Cabo Tiznado", "Costa de los Alcatraces", 46200, 8, 0.92, 19, 1, 0, 1, 3),
    (10, "XAA", "0304", "Las Piñas", "Costa de los Alcatraces", 79600, 16, 1.02, 47, 1, 0, 2, 4),
    (35, "XAA", "0305", "Isla Caracola", "Costa de los Alcatraces", 9400, 4, 0.95, 0, 1, 0, 1, 1),
    (6, "XAA", "0401", "Santa Inés del Añil", "Valle del Añil", 97800, 18, 0.90, 58, 2, 1, 2, 5),
    (18, "XAA", "0402", "Tierra Nueva", "Valle del Añil", 68000, 14, 0.98, 83, 0, 0, 1, 3),
    (8, "XAA", "0403", "Río Hondo", "Valle del Añil", 54000, 12, 2.60, 71, 1, 0, 0, 2),
    (2, "XAA", "0404", "El Corozal", "Valle del Añil", 31500, 6, 0.85, 26, 1, 0, 1, 2),
    (27, "XBB", "0101", "Ciudad Brisal", "Brisal", 286000, 34, 0.98, 31, 7, 2, 6, 12),
    (31, "XBB", "0102", "Buenavista", "Brisal", 112000, 20, 0.93, 24, 2, 1, 2, 6),
    (21, "XBB", "0103", "Peña Blanca", "Brisal", 98000, 19, 0.95, 38, 1, 0, 1, 3),
    (23, "XBB", "0104", "Los Almendros", "Brisal", 71000, 15, 1.01, 46, 0, 0, 1, 3),
    (24, "XBB", "0105", "San Martín", "Brisal", 64000, 14, 0.89, 17, 2, 0, 2, 4),
    (30, "XBB", "0201", "Puerto Añejo", "Cabo Añejo", 83000, 16, 0.97, 42, 2, 1, 1, 4),
    (33, "XBB", "0202", "Quebrada Honda", "Cabo Añejo", 58700, 13, 0.94, 14, 1, 0, 1, 4),
    (29, "XBB", "0203", "El Vado", "Cabo Añejo", 47300, 7, 0.91, 29, 1, 0, 1, 2),
    (25, "XBB", "0204", "Bahía Ñeque", "Cabo Añejo", 39900, 6, 0.88, 12, 1, 0, 1, 3),
    (28, "XBB", "0205", "Reserva de El Güiral", "Cabo Añejo", 0, 0, 0.0, 0, 0, 0, 0, 0),
    (34, "XBB", "0301", "Santa Lucía de la Costa", "Oriente", 76000, 15, 1.00, 11, 2, 1, 2, 5),
    (26, "XBB", "0302", "Río Viejo", "Oriente", 33000, 12, 0.34, 9, 1, 0, 1, 2),
    (22, "XBB", "0303", "Punta Garza", "Oriente", 41500, 8, 0.93, 21, 1, 0, 1, 2),
    (20, "XBB", "0304", "El Mezquital", "Oriente", None, 14, 36000, 16, 1, 0, 1, 3),
    (32, "XBB", "0305", "Alto Bejuco", "Oriente", 18000, 4, 0.90, 0, 0, 0, 0, 1),
)]

NO_HOMICIDE_RECORD = ("XBB", "0305")       # its registry never reported: no record, not zero
HALF_WITHOUT_PLACE = ("XAA", "0204")       # most of its homicides carry a code and no coordinates
CROSSING = (18, 29)                        # Tierra Nueva (Alameda) and El Vado (Brisal) touch here


def people_on_surface(place):
    """People in the settlement file: for the municipality without a census figure, `scale` holds them outright."""
    return int(place.scale) if place.population is None else int(place.population * place.scale)


def person_years(place, years):
    return years * (people_on_surface(place) if place.population is None else place.population)
