import Foundation

/// Letters of other scripts in ASCII, one by one, close to what Python's text-unidecode writes.
///
/// Han and whatever has no table here is left to the system's transforms (ICU), which nothing else
/// in this module needs.
enum Transliteration {
  /// The ASCII spelling of a text; Han has a space behind it, as every character is a word.
  static func ascii(_ text: String) -> String {
    var result = ""
    var known: [Unicode.Scalar: String] = [:]
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else if let spelling = known[scalar] {
        result += spelling
      } else {
        let spelling = ascii(scalar)
        known[scalar] = spelling
        result += spelling
      }
    }
    return result
  }

  /// The text with marks apart from their letters, and wide or small forms as the plain ones.
  static func decomposed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 128 } ? text : text.decomposedStringWithCompatibilityMapping
  }

  /// The text with marks joined to their letters, and wide or small forms as the plain ones.
  static func composed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 128 } ? text : text.precomposedStringWithCompatibilityMapping
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> String {
    if (0xAC00...0xD7A3).contains(scalar.value) { return hangul(Int(scalar.value - 0xAC00)) }
    return decomposed(String(scalar)).unicodeScalars.map(spelling).joined()
  }

  private static func spelling(of scalar: Unicode.Scalar) -> String {
    if scalar.isASCII { return String(scalar) }
    if let known = table[scalar] { return known }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .format: return ""
    case .otherLetter where scalar.properties.isIdeographic:
      return transformed(scalar, "Han-Latin; Latin-ASCII") + " "
    default:
      let text = transformed(scalar, "Any-Latin; Latin-ASCII")
      // What cannot be spelled separates words.
      return text.isEmpty ? " " : text
    }
  }

  private static func transformed(_ scalar: Unicode.Scalar, _ rules: String) -> String {
    let text = String(scalar).applyingTransform(StringTransform(rules), reverse: false) ?? ""
    return text.unicodeScalars.allSatisfy(\.isASCII) ? text : ""
  }

  /// A syllable by its parts, with the short names Unicode gives them.
  private static func hangul(_ index: Int) -> String {
    let first = "g gg n d dd r m b bb s ss - j jj c k t p h".split(separator: " ")
    let second = "a ae ya yae eo e yeo ye o wa wae oe yo u weo we wi yu eu yi i"
      .split(separator: " ")
    let third = "- g gg gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j c k t p h"
      .split(separator: " ")
    let parts = [first[index / 588], second[index % 588 / 28], third[index % 28]]
    return parts.filter { $0 != "-" }.joined()
  }

  private static let table: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    for scalars in [latin, greek, cyrillic, kana, signs] {
      for entry in scalars.split(separator: " ") {
        let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
        for scalar in parts[0].unicodeScalars { table[scalar] = String(parts[1]) }
      }
    }
    // Capitals: "Ж" is "Zh". Small letters with a capital of their own come from the tables.
    for (scalar, text) in table {
      let capital = scalar.properties.uppercaseMapping.unicodeScalars
      if capital.count == 1, let first = capital.first, table[first] == nil {
        table[first] = text.capitalised
      }
    }
    return table
  }()

  private static let latin = """
    Æ:AE æ:ae Œ:OE œ:oe ß:ss ẞ:Ss Þ:Th þ:th Ð:D ð:d Đ:D đ:d Ħ:H ħ:h ı:i Ĳ:IJ ĳ:ij ĸ:k Ł:L ł:l Ŀ:L \
    ŀ:l ŉ:'n Ŋ:NG ŋ:ng Ø:O ø:o Ŧ:T ŧ:t ſ:s
    """
  private static let greek = """
    α:a β:b γ:g δ:d ε:e ζ:z η:e θ:th ι:i κ:k λ:l μ:m ν:n ξ:x Ξ:Ks ο:o π:p ρ:r σς:s τ:t υ:u φ:ph \
    χ:kh ψ:ps ω:o
    """
  private static let cyrillic = """
    а:a б:b в:v г:g д:d е:e ж:zh з:z и:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts \
    ч:ch ш:sh щ:shch ъЪ: ы:y ьЬ:' э:e ю:iu я:ia ђ:dj є:ie Є:E ѕ:dz і:i ј:j \
    љ:lj њ:nj ћ:tsh џ:dzh ґ:g' ғ:g' җ:zh' қ:k' ҝ:k' ҟ:k'
    """
  private static let kana = """
    ぁあァア:a ぃいィイ:i ぅうゥウ:u ぇえェエ:e ぉおォオ:o かカヵ:ka きキ:ki くク:ku けケヶ:ke こコ:ko さサ:sa \
    しシ:si すス:su せセ:se そソ:so たタ:ta ちチ:ti っつッツ:tu てテ:te とト:to なナ:na にニ:ni ぬヌ:nu ねネ:ne \
    のノ:no はハ:ha ひヒ:hi ふフ:hu へヘ:he ほホ:ho まマ:ma みミ:mi むム:mu めメ:me もモ:mo ゃやャヤ:ya \
    ゅゆュユ:yu ょよョヨ:yo らラ:ra りリ:ri るル:ru れレ:re ろロ:ro ゎわヮワ:wa ゐヰ:wi ゑヱ:we をヲ:wo んン:n \
    ー: ・:
    """
  private static let signs = """
    ‘’‚‛ʼ:' “”„‟:" –—―‐‑‒−:- ©:(c) ®:(r) €:EUR £:PS ¥:Y= ×:x ÷:/ °:deg ‹:< ›:> «:<< »:>> §:SS ¶:P •:* ·:* ¢:C/
    """
}
