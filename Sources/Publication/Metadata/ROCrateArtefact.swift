import Files

/// `ro-crate-metadata.json`: what ran, on what, giving what (RO-Crate 1.1, Process Run Crate 0.5).
enum ROCrateArtefact {
  /// Name of the file.
  static let name = "ro-crate-metadata.json"
  private static let profile = "https://w3id.org/ro/wfrun/process/0.5"

  /// Describes all files.
  ///
  /// - Parameters:
  ///   - release: the facts.
  ///   - files: every file but this one and the list of digests.
  /// - Returns: the file.
  /// - Throws: `Failure` if it cannot be written as JSON.
  static func file(
    _ release: Release, _ files: [PublicationFile]
  ) throws(Failure) -> PublicationFile {
    let entries =
      [descriptor, root(release, files), profileEntry, software(release)]
      + files.map(entry) + people(release) + licences(release) + data(release)
      + actions(release, files)
    return try PublicationFile(
      name, "application/ld+json", "What ran, on what, giving what (RO-Crate 1.1)",
      json: [
        "@context": [
          "https://w3id.org/ro/crate/1.1/context",
          "https://w3id.org/ro/terms/workflow-run/context",
        ],
        "@graph": .list(entries),
      ])
  }

  private static let descriptor: JSONNode = [
    "@id": .text(name), "@type": "CreativeWork", "about": .reference("./"),
    "conformsTo": .reference("https://w3id.org/ro/crate/1.1"),
  ]

  private static let profileEntry: JSONNode = [
    "@id": .text(profile), "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5",
  ]

  private static func root(_ release: Release, _ files: [PublicationFile]) -> JSONNode {
    .record([
      "@id": "./",
      "@type": "Dataset",
      "name": .text(release.title),
      "description": .text(release.abstract),
      "datePublished": .text(release.date.time),
      "identifier": .optional(release.address),
      "version": .text(release.citation.version.oneLine),
      "license": references(release.licences.map(Release.page(ofLicence:))),
      "author": references(authorIDs(release)),
      "keywords": release.keywords.isEmpty
        ? nil : .text(release.keywords.joined(separator: ", ")),
      "isBasedOn": release.source.address.map { .reference($0) },
      "conformsTo": .reference(profile),
      "hasPart": references(files.map(\.path) + remoteFiles(release).compactMap(\.address)),
      "mentions": references(release.activities.map { id(of: $0.name) }),
    ])
  }

  /// One reference, or a list of several: the format wants no lists of one.
  private static func references(_ ids: [String]) -> JSONNode? {
    ids.count == 1 ? .reference(ids[0]) : .filled(ids.map { .reference($0) })
  }

  private static func entry(_ file: PublicationFile) -> JSONNode {
    [
      "@id": .text(file.path), "@type": "File", "name": .text(file.path),
      "description": .text(file.description), "encodingFormat": .text(file.mediaType),
      "contentSize": .text("\(file.size)"), "sha256": .text(file.sha256),
    ]
  }

  private static func authorIDs(_ release: Release) -> [String] {
    release.citation.authors.enumerated().map { $0.element.register ?? "#author-\($0.offset + 1)" }
  }

  private static func people(_ release: Release) -> [JSONNode] {
    let authors = zip(authorIDs(release), release.citation.authors)
    return authors.enumerated().flatMap { number, pair -> [JSONNode] in
      let (id, author) = pair
      let place = "#affiliation-\(number + 1)"
      let person = JSONNode.record([
        "@id": .text(id),
        "@type": .text(author.isGroup ? "Organization" : "Person"),
        "name": .text(author.fullName),
        "givenName": author.isGroup || author.givenLine.isEmpty ? nil : .text(author.givenLine),
        "familyName": author.isGroup ? nil : .text(author.familyLine),
        "email": .optional(author.email?.oneLine),
        "affiliation": author.affiliation.map { _ in .reference(place) },
      ])
      guard let affiliation = author.affiliation else { return [person] }
      return [
        person,
        ["@id": .text(place), "@type": "Organization", "name": .text(affiliation.oneLine)],
      ]
    }
  }

  private static func licences(_ release: Release) -> [JSONNode] {
    var seen: [String] = []
    for licence in release.licences + Release.licences(release.data.licence)
    where !seen.contains(licence) {
      seen.append(licence)
    }
    return seen.map { licence in
      [
        "@id": .text(Release.page(ofLicence: licence)), "@type": "CreativeWork",
        "name": .text(licence), "description": .text("The licence \(licence)"),
      ]
    }
  }

  private static func softwareID(_ program: String) -> String {
    "#" + program.map { $0.isLetter || $0.isNumber || $0 == "." ? String($0) : "-" }.joined()
  }

  /// Every version of the program that had a part in it.
  private static func software(_ release: Release) -> JSONNode {
    [
      "@id": .text(softwareID(release.program.text)), "@type": "SoftwareApplication",
      "name": .text(release.program.name), "softwareVersion": .text(release.program.version),
      "description": .text("Program for experiments with machine-learned particle flow"),
    ]
  }

  // MARK: Data

  private static func remoteFiles(_ release: Release) -> [Release.DataFile] {
    var seen: Set<String> = []
    return release.data.files.filter { file in
      file.address.map { seen.insert($0).inserted } ?? false
    }
  }

  private static func dataID(_ release: Release) -> String { release.dataAddress ?? "#data" }

  private static func id(of file: Release.DataFile) -> String {
    file.address ?? "#events-\(file.sha256.prefix(16))"
  }

  private static func data(_ release: Release) -> [JSONNode] {
    let data = release.data
    let set = JSONNode.record([
      "@id": .text(dataID(release)),
      "@type": "CreativeWork",
      "additionalType": "https://schema.org/Dataset",
      "name": .text(data.title.oneLine),
      "description": .text(data.description),
      "identifier": .optional(data.doi?.description),
      "version": .optional(data.version?.oneLine),
      "creator": references(data.authors.indices.map { makerID($0, data) }),
      "license": references(Release.licences(data.licence).map(Release.page(ofLicence:))),
    ])
    var seen: Set<String> = []
    let files = data.files.filter { seen.insert(id(of: $0)).inserted }.map { file in
      JSONNode.record([
        "@id": .text(id(of: file)),
        // What does not lie here and cannot be fetched is no data entity of the crate.
        "@type": .text(file.address == nil ? "CreativeWork" : "File"),
        "name": .text(file.name.oneLine),
        "description": .text("Events for \(file.purpose.rawValue)"),
        "encodingFormat": .text("application/octet-stream"),
        "contentSize": file.size.map { .text("\($0)") },
        "sha256": .text(file.sha256),
        "isPartOf": .reference(dataID(release)),
      ])
    }
    let makers = data.authors.indices.filter { index in
      !authorIDs(release).contains(makerID(index, data))
    }.map { index -> JSONNode in
      let author = data.authors[index]
      return [
        "@id": .text(makerID(index, data)),
        "@type": .text(author.isGroup ? "Organization" : "Person"), "name": .text(author.fullName),
      ]
    }
    return [set] + makers + files
  }

  private static func makerID(_ index: Int, _ data: Release.DataSet) -> String {
    data.authors[index].register ?? "#data-author-\(index + 1)"
  }

  // MARK: Actions

  private static func id(of step: String) -> String {
    "#" + step.replacing(" ", with: "-")
  }

  private static func actions(
    _ release: Release, _ files: [PublicationFile]
  ) -> [JSONNode] {
    let there = Set(files.map(\.path))
    return release.activities.flatMap { step, activity -> [JSONNode] in
      let used = release.data.files.filter { purposes(step).contains($0.purpose) }.map(id(of:))
      let (inputs, results) = ends(of: step)
      let facts = [
        ("system", activity.system), ("processor", activity.processor), ("cores", activity.cores),
        ("program", activity.program),
      ]
      let environment = facts.map { name, value -> JSONNode in
        [
          "@id": .text("\(id(of: step))-\(name)"), "@type": "PropertyValue", "name": .text(name),
          "value": .text(value),
        ]
      }
      let action = JSONNode.record([
        "@id": .text(id(of: step)),
        "@type": "CreateAction",
        "name": .text("The \(step)"),
        "description": .text(activity.command),
        "instrument": .reference(softwareID(release.program.text)),
        "startTime": activity.start.map { .text($0.time) },
        "endTime": .text(activity.end.time),
        "actionStatus": "http://schema.org/CompletedActionStatus",
        "object": references(inputs.filter(there.contains) + used),
        "result": references(results.filter(there.contains)),
        "environment": references(facts.map { "\(id(of: step))-\($0.0)" }),
      ])
      return [action] + environment
    }
  }

  private static func purposes(_ step: String) -> [Release.Purpose] {
    switch step {
    case "training": [.training, .validation]
    case "held-out evaluation": [.heldOut]
    default: [.test]
    }
  }

  private static func ends(of step: String) -> (inputs: [String], results: [String]) {
    switch step {
    case "training":
      (["experiment.yaml"], ["model.safetensors", "training.json", "metrics.csv"])
    case "evaluation": (["experiment.yaml", "model.safetensors"], ["evaluation.json"])
    case "held-out evaluation":
      (["experiment.yaml", "model.safetensors"], ["evaluation-held-out.json"])
    default:
      (["experiment.yaml", "model.safetensors"], ["explanation.json", "relevance.safetensors"])
    }
  }
}
