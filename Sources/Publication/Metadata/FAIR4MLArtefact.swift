import Files

/// `fair4ml.jsonld`: the model in the vocabulary of the FAIR4ML group (0.1.0).
enum FAIR4MLArtefact {
  static func file(_ release: Release) throws(Failure) -> PublicationFile {
    let authors = release.citation.authors.map(person)
    return try PublicationFile(
      "fair4ml.jsonld", "application/ld+json", "The model in the vocabulary FAIR4ML 0.1.0",
      json: .record([
        "@context": [
          "schema": "http://schema.org/", "fair4ml": "https://w3id.org/fair4ml#",
          "cr": "http://mlcommons.org/croissant/", "codemeta": "https://w3id.org/codemeta/",
        ],
        "@id": .optional(release.address),
        "@type": "fair4ml:MLModel",
        "schema:name": .text(release.title),
        "schema:description": .text(release.abstract),
        "schema:version": .text(release.citation.version.oneLine),
        "schema:identifier": .text(release.address ?? "sha256:\(release.model.sha256)"),
        "schema:author": .list(authors),
        "fair4ml:sharedBy": .list(authors),
        "schema:license": .filled(
          release.licences.map { .reference(Release.page(ofLicence: $0)) }),
        "schema:keywords": .filledTexts(release.keywords),
        "schema:datePublished": .text(release.date.day),
        "schema:dateCreated": .text(release.training.activity.end.time),
        "schema:isAccessibleForFree": true,
        "schema:conditionsOfAccess": "open",
        "schema:codeRepository": release.source.address.map { .reference($0) },
        "schema:softwareRequirements": .text(release.program.text),
        "schema:citation": [.reference(Release.methodPaper), .reference(Release.explanationPaper)],
        "schema:distribution": .list(
          release.files.filter { [.weights, .exchange].contains($0.role) }.map(distribution)),
        "codemeta:readme": "MODEL_CARD.md",
        "fair4ml:mlTask": .texts(Release.mlTasks),
        "fair4ml:modelCategory": .texts(Release.categories),
        "fair4ml:intendedUse": .text(ModelTexts.intendedUse),
        "fair4ml:modelRisksBiasLimitations": .text(
          ModelTexts.limits(release).joined(separator: " ")),
        "fair4ml:ethicalSocial": .text(ModelTexts.ethics),
        "fair4ml:legal": .text(ModelTexts.legal(release)),
        "fair4ml:hasCO2eEmissions": "not measured",
        "fair4ml:usageInstructions": .text(ModelTexts.usage),
        "fair4ml:codeSampleSnippet": .text(ModelTexts.snippet.joined(separator: "\n")),
        "fair4ml:trainedOn": dataset(release, .training),
        "fair4ml:validatedOn": dataset(release, .validation),
        "fair4ml:testedOn": dataset(release, .test),
        "fair4ml:evaluatedOn": dataset(release, .heldOut),
        "fair4ml:hasEvaluation": .list(evaluations(release)),
      ]))
  }

  private static func person(_ author: Citation.Author) -> JSONNode {
    .record([
      "@id": .optional(author.register),
      "@type": .text(author.isGroup ? "schema:Organization" : "schema:Person"),
      "schema:name": .text(author.fullName),
    ])
  }

  private static func distribution(_ file: PublicationFile) -> JSONNode {
    [
      "@type": "schema:MediaObject", "schema:name": .text(file.path),
      "schema:encodingFormat": .text(file.mediaType), "schema:contentSize": .text("\(file.size)"),
      "schema:sha256": .text(file.sha256), "schema:description": .text(file.description),
    ]
  }

  /// The files for a purpose as a data set; `nil` if there are none.
  private static func dataset(_ release: Release, _ purpose: Release.Purpose) -> JSONNode? {
    let files = release.data.files(for: purpose)
    guard !files.isEmpty else { return nil }
    return .record([
      "@type": "cr:Dataset",
      "schema:name": .text("\(release.data.title.oneLine): events for \(purpose.rawValue)"),
      "schema:isPartOf": release.dataAddress.map { .reference($0) },
      "schema:description": "croissant.json describes it",
      "schema:distribution": .list(
        files.map { file in
          .record([
            "@type": "schema:MediaObject", "schema:name": .text(file.name.oneLine),
            "schema:sha256": .text(file.sha256),
            "schema:contentUrl": .optional(file.address),
          ])
        }),
    ])
  }

  private static func evaluations(_ release: Release) -> [JSONNode] {
    var found = [evaluation(release.evaluation, release, .test)]
    if let heldOut = release.heldOut { found.append(evaluation(heldOut, release, .heldOut)) }
    return found
  }

  private static func evaluation(
    _ evaluation: Release.Evaluation, _ release: Release, _ purpose: Release.Purpose
  ) -> JSONNode {
    let numbers = evaluation.scores.filter { $0.method == "MLPF" }.flatMap(ModelTexts.numbers)
    return .record([
      "@type": "fair4ml:MLModelEvaluation",
      "fair4ml:evaluationDataset": dataset(release, purpose),
      "fair4ml:evaluationMetrics": .texts(numbers.map(\.name)),
      "fair4ml:evaluationResults": .list(
        numbers.map { number in
          [
            "@type": "schema:PropertyValue", "schema:name": .text(number.name),
            "schema:value": .number(number.value.value),
            "schema:minValue": .number(number.value.lower),
            "schema:maxValue": .number(number.value.upper),
          ]
        }),
      "fair4ml:evaluationSoftware": [
        "@type": "schema:SoftwareSourceCode", "schema:name": .text(evaluation.activity.program),
      ],
      "fair4ml:extrinsicEvaluation": false,
    ])
  }
}
