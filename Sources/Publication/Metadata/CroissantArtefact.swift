import Catalog
import Files

/// `croissant.json`: the events the model was trained and judged on (Croissant 1.0).
///
/// No reader of Croissant knows pickles or safetensors, so the files are described with their digests,
/// and the columns of their tables are a record set of their own.
enum CroissantArtefact {
  static func file(_ release: Release) throws(Failure) -> PublicationFile {
    let data = release.data
    let creators = data.authors.map { $0.schema() }
    let licences = Release.licences(data.licence).map {
      JSONNode.text(Release.page(ofLicence: $0))
    }
    return try PublicationFile(
      "croissant.json", "application/ld+json",
      "The events the model was trained and judged on (Croissant 1.0)",
      json: .record([
        "@context": context,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": .text(data.title.oneLine),
        "description": .text(data.description),
        "license": .filled(licences),
        "url": .text(release.dataAddress ?? release.address ?? "./"),
        "creator": .list(
          creators.isEmpty ? release.citation.authors.map { $0.schema() } : creators),
        // Of the data where that is known, otherwise of this description.
        "datePublished": .text(data.published ?? release.date.day),
        "version": .optional(data.version?.oneLine),
        "keywords": .filledTexts(release.keywords),
        "distribution": .list(files(release)),
        "recordSet": [columns(release)],
      ]))
  }

  private static func files(_ release: Release) -> [JSONNode] {
    let raw = release.data.files.enumerated().map { index, file -> JSONNode in
      .record([
        "@type": "cr:FileObject",
        "@id": .text("events-\(index)"),
        "name": .text(file.name.oneLine),
        "description": .text(
          "Events for \(file.purpose.rawValue): a pickle of the lists X, ygen and ycand with an "
            + "array for each event"),
        "contentUrl": .text(file.address ?? percentEncoded(file.name)),
        "contentSize": file.size.map { .text("\($0) B") },
        "encodingFormat": .text(
          file.name.hasSuffix(".bz2") ? "application/x-bzip2" : "application/octet-stream"),
        "sha256": .text(file.sha256),
      ])
    }
    let stores = release.data.stores.enumerated().map { index, store -> JSONNode in
      .record([
        "@type": "cr:FileObject",
        "@id": .text("store-\(index)"),
        "name": .text(store.name.oneLine),
        "description": .text(
          "\(NumberText.count(store.events, "event")) of \(store.source.oneLine) as safetensors: the "
            + "tables X, ygen and ycand of all events one below the other, and offsets; made by "
            + "'\(release.program.name) data convert'"),
        "contentUrl": .text(percentEncoded(store.name)),
        "contentSize": .text("\(store.size) B"),
        "encodingFormat": "application/octet-stream",
        "sha256": .text(store.sha256),
      ])
    }
    return raw + stores
  }

  /// A file's name as the address of a file beside.
  private static func percentEncoded(_ name: String) -> String {
    PathText.encoded(name) { PathText.isAlphanumeric($0) || "-._~".utf8.contains($0) }
  }

  /// What the columns of the tables are, as records that any reader of Croissant shows.
  private static func columns(_ release: Release) -> JSONNode {
    let model = release.model
    func rows(_ table: String, _ element: String, _ columns: [Release.Column]) -> [JSONNode] {
      columns.enumerated().map { index, column in
        [
          "columns/table": .text(table), "columns/element": .text(element),
          "columns/column": .integer(index), "columns/name": .text(column.name),
          "columns/unit": .text(column.unit.isEmpty ? "none" : column.unit),
        ]
      }
    }
    func field(_ name: String, _ type: String, _ description: String) -> JSONNode {
      [
        "@type": "cr:Field", "@id": .text("columns/\(name)"), "name": .text("columns/\(name)"),
        "description": .text(description), "dataType": .text("sc:\(type)"),
      ]
    }
    return [
      "@type": "cr:RecordSet", "@id": "columns", "name": "columns",
      "description": .text(
        "The columns of the tables of an event; row i of each table speaks of element i. Classes in "
          + "column 0 of ygen and ycand: "
          + model.classes.enumerated().map { "\($0.offset) \($0.element)" }.joined(separator: ", ")),
      "field": [
        field(
          "table", "Text", "X (features), ygen (generator truth) or ycand (rule-based candidate)"),
        field("element", "Text", "The kind of element the column is for"),
        field("column", "Integer", "The column, from 0"),
        field("name", "Text", "What it holds"),
        field("unit", "Text", "The unit"),
      ],
      "data": .list(
        rows("X", "cluster", model.clusterColumns) + rows("X", "track", model.trackColumns)
          + rows("ygen", "any", model.targets) + rows("ycand", "any", model.targets)),
    ]
  }

  /// The context of the format's specification.
  private static let context: JSONNode = [
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": ["@id": "cr:data", "@type": "@json"],
    "dataType": ["@id": "cr:dataType", "@type": "@vocab"], "dct": "http://purl.org/dc/terms/",
    "examples": ["@id": "cr:examples", "@type": "@json"], "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
    "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
    "repeated": "cr:repeated", "replace": "cr:replace", "sc": "https://schema.org/",
    "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
    "transform": "cr:transform",
  ]
}
