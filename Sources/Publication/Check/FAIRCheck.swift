public import Files

/// Looks for the evidence of each metric in the files of a publication; nothing is taken on trust from
/// the program that wrote them.
public struct FAIRCheck: Sendable {
  private let folder: String
  private let citation: JSONDocument
  private let draft: JSONDocument
  private let crate: [JSONDocument]
  private let model: JSONDocument
  private let data: JSONDocument
  private let code: JSONDocument
  private let hasCard: Bool

  /// Reads the metadata.
  ///
  /// - Parameter folder: the folder of a publication.
  /// - Throws: `Failure` when there is none, or a file in it is damaged.
  public init(_ folder: String) throws(Failure) {
    guard FolderContents.isFolder(folder) else {
      throw Failure(
        "there is no publication", at: folder, remedy: "Run 'fairmlpf package' first",
        status: .missingInput)
    }
    // What may not be read is not missing.
    _ = try FolderContents.names(folder)
    func read(_ name: String) throws(Failure) -> JSONDocument {
      try JSONDocument.read("\(folder)/\(name)") ?? .object([:])
    }
    self.folder = folder
    citation = try read("datacite.json")
    draft = try read(ZenodoDraftArtefact.name)
    crate = try read(ROCrateArtefact.name)["@graph"]?.items ?? []
    model = try read("fair4ml.jsonld")
    data = try read("croissant.json")
    code = try read("codemeta.json")
    hasCard = FileStamp("\(folder)/\(ModelCardArtefact.name)") != nil
  }

  /// The findings, in the order of the rubric.
  ///
  /// - Returns: one for each metric.
  /// - Throws: `Failure` when a file cannot be read.
  public func findings() throws(Failure) -> [FAIRFinding] {
    var found: [FAIRFinding] = []
    for metric in FAIRMetric.allCases { found.append(try finding(metric)) }
    return found
  }

  private func finding(_ metric: FAIRMetric) throws(Failure) -> FAIRFinding {
    switch metric {
    case .uniqueIdentifier, .persistentIdentifier, .versions, .coreMetadata, .modelInMetadata,
      .machineMetadata:
      findable(metric)
    case .accessConditions, .metadataProtocol, .modelProtocol, .authentication, .preservation:
      accessible(metric)
    case .formalLanguage, .vocabularies, .links: interoperable(metric)
    case .content: try content()
    default: reusable(metric)
    }
  }

  private static let reserve =
    "Run 'fairmlpf publish zenodo', which reserves a DOI for a draft; or write the one you have reserved "
    + "elsewhere as 'doi: …' into CITATION.cff"

  private var doi: String? { citation["doi"]?.string }

  private func findable(_ metric: FAIRMetric) -> FAIRFinding {
    switch metric {
    case .coreMetadata:
      let wanted = [
        "creators", "titles", "publisher", "publicationYear", "types", "descriptions", "subjects",
      ]
      let missing = wanted.filter { citation[$0]?.isEmpty ?? true } + (doi == nil ? ["doi"] : [])
      return verdict(
        metric, missing.isEmpty,
        missing.isEmpty
          ? "datacite.json: \(wanted.joined(separator: ", ")), doi"
          : "datacite.json has no \(missing.joined(separator: ", no "))",
        missing == ["doi"] ? Self.reserve : "Complete CITATION.cff (keywords, abstract, authors)")
    case .modelInMetadata:
      let files = crate.filter { $0["@type"]?.string == "File" && $0["contentSize"] != nil }
      let isNamed = model["@id"]?.string?.hasPrefix("https://doi.org/") == true
      return verdict(
        metric, !files.isEmpty && isNamed,
        "\(ROCrateArtefact.name): \(files.count) files with name, size and type; fair4ml.jsonld: "
          + (isNamed ? "@id is the DOI" : "no @id that leads to them"), Self.reserve)
    case .machineMetadata:
      let there = [
        ("codemeta.json", code), ("croissant.json", data), ("fair4ml.jsonld", model),
      ].filter { $0.1["@context"] != nil }.map(\.0)
      return verdict(
        metric, !there.isEmpty, "JSON-LD in \(there.joined(separator: ", "))", Self.again)
    case .persistentIdentifier:
      guard let doi else {
        return FAIRFinding(metric, .failed, "datacite.json has no doi", remedy: Self.reserve)
      }
      return FAIRFinding(
        metric, .notCheckable,
        "datacite.json: doi \(doi); whether it resolves is seen once it is "
          + "published")
    case .versions:
      let version = citation["version"]?.string
      return verdict(
        metric, doi != nil && version != nil,
        "datacite.json: version \(version ?? "missing"), doi \(doi ?? "missing")", Self.reserve)
    default:
      return verdict(
        metric, doi != nil, "datacite.json: doi \(doi ?? "missing")", Self.reserve)
    }
  }

  private static let again = "Run 'fairmlpf package --force'"

  private func verdict(
    _ metric: FAIRMetric, _ isThere: Bool, _ evidence: String, _ remedy: String
  ) -> FAIRFinding {
    FAIRFinding(
      metric, isThere ? .passed : .failed, evidence, remedy: isThere ? "" : remedy)
  }

  private func accessible(_ metric: FAIRMetric) -> FAIRFinding {
    switch metric {
    case .accessConditions:
      let access = draft["access"]
      let terms = ["record", "files"].compactMap { name in
        access?[name]?.string.map { "\(name) \($0)" }
      }
      return verdict(
        metric, terms.count == 2,
        "\(ZenodoDraftArtefact.name): access \(terms.joined(separator: ", ")); fair4ml.jsonld: "
          + "schema:conditionsOfAccess \(model["schema:conditionsOfAccess"]?.string ?? "missing")",
        Self.again)
    case .metadataProtocol, .modelProtocol:
      return FAIRFinding(metric, .notCheckable, "archives give both by HTTPS once it is published")
    case .authentication:
      return FAIRFinding(
        metric, .notCheckable, "HTTPS with access tokens, where the archive asks for them")
    default:
      return FAIRFinding(
        metric, .notCheckable,
        "a policy of the archive: Zenodo keeps the metadata of withdrawn records")
    }
  }

  private func interoperable(_ metric: FAIRMetric) -> FAIRFinding {
    switch metric {
    case .formalLanguage:
      return verdict(
        metric, model["@context"] != nil && !crate.isEmpty,
        "fair4ml.jsonld, \(ROCrateArtefact.name): JSON-LD with @context", Self.again)
    case .vocabularies:
      guard case .object(let context)? = model["@context"] else {
        return verdict(metric, false, "fair4ml.jsonld has no @context", Self.again)
      }
      let spaces = context.values.compactMap(\.string).sorted()
      return verdict(
        metric, spaces.count > 1, "fair4ml.jsonld: \(spaces.joined(separator: ", "))", Self.again)
    default:
      let links = citation["relatedIdentifiers"]?.items ?? []
      let named = links.compactMap { link -> String? in
        guard let kind = link["relationType"]?.string,
          let target = link["relatedIdentifier"]?.string
        else { return nil }
        return "\(kind) \(target)"
      }
      return verdict(
        metric, !named.isEmpty, "datacite.json: \(named.joined(separator: ", "))", Self.again)
    }
  }

  /// Compares the files with what is said of them.
  private func content() throws(Failure) -> FAIRFinding {
    var wrong: [String] = []
    var count = 0
    for entry in crate {
      guard let name = entry["@id"]?.string, let digest = entry["sha256"]?.string,
        entry["@type"]?.string == "File", !name.contains("://")
      else { continue }
      count += 1
      let path = "\(folder)/\(name)"
      guard let size = FileStamp(path)?.size else {
        wrong.append(name)
        continue
      }
      let read = try SHA256Digest.ofFile(path)
      let isSame = entry["contentSize"]?.string == "\(size)" && read == digest
      if !isSame { wrong.append(name) }
    }
    let columns = data["recordSet"]?.items.first?["data"]?.items.count ?? 0
    return verdict(
      .content, count > 0 && wrong.isEmpty && columns > 0,
      wrong.isEmpty
        ? "\(ROCrateArtefact.name): size, type and SHA-256 of \(count) files are those of the files; "
          + "croissant.json: \(columns) columns with units"
        : "\(ROCrateArtefact.name) does not fit \(wrong.joined(separator: ", "))",
      "Run 'fairmlpf package --force'")
  }

  private func reusable(_ metric: FAIRMetric) -> FAIRFinding {
    /// Fields of the model's description that must not be empty.
    func fields(_ names: [String], _ remedy: String = Self.again) -> FAIRFinding {
      let missing = names.filter { model[$0]?.isEmpty ?? true }
      return verdict(
        metric, missing.isEmpty,
        missing.isEmpty
          ? "fair4ml.jsonld: \(names.joined(separator: ", "))"
          : "fair4ml.jsonld has no \(missing.joined(separator: ", no "))", remedy)
    }
    switch metric {
    case .licence:
      let licence = code["license"]?.items.compactMap(\.string).joined(separator: ", ") ?? ""
      return verdict(
        metric, !licence.isEmpty,
        licence.isEmpty ? "codemeta.json has no license" : "codemeta.json: license \(licence)",
        "Add 'license: …' with an SPDX identifier to CITATION.cff")
    case .provenance:
      let actions = crate.filter { $0["@type"]?.string == "CreateAction" }
      let isWhole = actions.allSatisfy {
        $0["instrument"] != nil && $0["object"] != nil && $0["result"] != nil
          && $0["endTime"] != nil
      }
      return verdict(
        metric, !actions.isEmpty && isWhole,
        "\(ROCrateArtefact.name): \(actions.count) actions with instrument, object, result and endTime, "
          + "which map to activities of PROV", Self.again)
    case .modelType: return fields(["fair4ml:modelCategory", "fair4ml:mlTask"])
    case .datasets:
      return fields(
        ["fair4ml:trainedOn", "fair4ml:validatedOn", "fair4ml:testedOn"],
        "Name files under 'data.validation' in experiment.yaml and train again")
    case .collection:
      return verdict(
        metric, data["description"]?.isEmpty == false && data["creator"]?.isEmpty == false,
        "croissant.json: description, creator", Self.again)
    case .sourceCode:
      let address = code["codeRepository"]?.string ?? ""
      let isLinked = address.hasPrefix("https://") && !address.hasPrefix("https://doi.org/")
      return verdict(
        metric, isLinked,
        isLinked
          ? "codemeta.json: codeRepository \(address)"
          : "codemeta.json: codeRepository leads to no repository; only experiment.yaml is here",
        "Put the experiment under version control and add 'repository-code: https://…' to CITATION.cff"
      )
    case .training:
      return verdict(
        metric, hasCard && crate.contains { $0["@id"]?.string == "#training-processor" },
        "\(ModelCardArtefact.name): Training Details; \(ROCrateArtefact.name): #training with processor, "
          + "cores and times", Self.again)
    case .evaluation:
      let results = model["fair4ml:hasEvaluation"]?.items.first?["fair4ml:evaluationResults"]?.items
      return verdict(
        metric, !(results ?? []).isEmpty,
        "fair4ml.jsonld: fair4ml:hasEvaluation with \(results?.count ?? 0) results and intervals",
        Self.again)
    case .otherModels:
      let papers = (model["schema:citation"]?.items ?? []).compactMap { $0["@id"]?.string }
      return verdict(
        metric, !papers.isEmpty,
        "fair4ml.jsonld: schema:citation of the papers whose networks this one follows, "
          + papers.joined(separator: ", "), Self.again)
    case .standards:
      return verdict(
        metric, hasCard && !model.isEmpty,
        "fair4ml.jsonld (FAIR4ML 0.1.0), \(ModelCardArtefact.name) (Hugging Face)", Self.again)
    default:
      let there = ["model.onnx", "model.safetensors"].filter { FileStamp("\(folder)/\($0)") != nil }
      return verdict(
        metric, !there.isEmpty,
        there.isEmpty ? "no file of the model" : there.joined(separator: ", "), Self.again)
    }
  }
}
