// SPDX-License-Identifier: Apache-2.0
#include "layer/encoding.hpp"

#include "layer/undecided.hpp"
#include "source/dbf_look.hpp"
#include "source/open.hpp"
#include "source/text_look.hpp"
#include "source/vector_format.hpp"

#include <string>

namespace presencia::layer {

namespace {

/// Says what the bytes were taken for, and why; asks where they may be either of two.
void guess_encoding(const SourceContext& context, const source::TextLook& look) {
    const std::string where = std::to_string(look.line);
    if (look.unsure) {
        const Error open(ErrorCode::file_encoding, context.in_source(look.line),
                         context.say("¿Windows o DOS? el byte " + look.byte + " se lee \"" + look.letter + "\" en CP1252, y en CP850 hay palabras con letras del español",
                                     "Windows or DOS? byte " + look.byte + " reads \"" + look.letter + "\" in CP1252, and in CP850 there are words with Spanish letters"),
                         context.say("diga cuál en la capa: encoding = \"cp850\" (DOS) o encoding = \"cp1252\" (Windows)",
                                     "say which in the layer: encoding = \"cp850\" (DOS) or encoding = \"cp1252\" (Windows)"));
        throw Undecided(open, "encoding", {"cp850", "cp1252"});
    }
    if (look.encoding == source::Encoding::cp850) {
        const std::string n = std::to_string(look.in_850);
        context.guess("encoding", "cp850",
                      context.say(n + " bytes dentro de palabras son letras del español en CP850 (DOS), ninguno en CP1252; para lo otro: encoding = \"cp1252\"",
                                  n + " bytes within words are Spanish letters in CP850 (DOS), none in CP1252; for the other: encoding = \"cp1252\""));
    } else if (look.encoding == source::Encoding::cp1252) {
        const bool c1 = look.c1 > 0;
        context.guess("encoding", "cp1252",
                      context.say("el byte " + look.byte + " de la línea " + where + " no es UTF-8 y así se lee \"" +
                                      look.letter + "\"" + (c1 ? "" : "; en Latin-1 se lee igual"),
                                  "byte " + look.byte + " of line " + where + " is not UTF-8 and reads \"" +
                                      look.letter + "\" so" + (c1 ? "" : "; Latin-1 reads the same")));
    } else if (look.encoding != source::Encoding::utf8) {
        context.guess("encoding", std::string(source::name_of(look.encoding)),
                      look.marked ? context.say("el archivo empieza con su marca de orden de bytes",
                                                "the file begins with its byte order mark")
                                  : context.say("uno de cada dos bytes es cero", "every second byte is zero"));
    } else if (look.strange > 0) {
        const std::string n = std::to_string(look.strange);
        context.guess("encoding", "utf-8",
                      context.say(n + " bytes no son UTF-8, el primero en la línea " + where + " (\"" + look.letter +
                                      "\"), pero otros sí: las filas con ellos se rechazan",
                                  n + " bytes are not UTF-8, the first in line " + where + " (\"" + look.letter +
                                      "\"), but others are: rows with them are rejected"));
    }
}

}  // namespace

void settle_encoding(const SourceContext& context, source::ReadPlan& plan) {
    if (!plan.encoding.empty()) {
        return;
    }
    if (source::is_csv(plan.path)) {
        const source::TextLook look = source::look_at_text(plan);
        plan.encoding_guessed = true;
        plan.encoding = source::name_of(look.encoding);
        guess_encoding(context, look);
    } else if (const auto format = source::vector_format(plan.path); format && format->family == source::VectorFamily::shapefile) {
        const auto look = source::look_at_shapefile_text(plan.path);
        if (!look || look->strange == 0) return;
        guess_encoding(context, *look);
        if (look->encoding != source::Encoding::utf8) plan.encoding = source::name_of(look->encoding);
    }
}

}  // namespace presencia::layer
