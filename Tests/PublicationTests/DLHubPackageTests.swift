import Events
import Files
import Foundation
import MLPF
import Publication
import TestSupport
import Testing

@Suite struct DLHubPackageTests {
  @Test func describesTheModelInTheWordsOfTheSDK() throws {
    let files = try DLHubPackage().files(of: ExampleModel.release())
    let text = try ExampleModel.text("dlhub/dlhub.json", files)
    let features = (0..<12).map { "feature \($0)" }.joined(separator: ", ")
    let expected = #"""
      {
        "dlhub": {
          "version": "2.1.0",
          "domains": [
            "high energy physics"
          ],
          "visible_to": [
            "public"
          ],
          "name": "gr_e_of_mlpf_2nd",
          "files": {
            "other": [
              "fairmlpf_servable.py",
              "requirements.txt",
              "model.onnx",
              "README.md",
              "CITATION.cff",
              "LICENSE"
            ]
          },
          "dependencies": {
            "python": {
              "numpy": "2.2.6",
              "onnxruntime": "1.32.0"
            }
          },
          "type": "servable"
        },
        "datacite": {
          "identifier": {
            "identifier": "10.datacite/placeholder",
            "identifierType": "DOI"
          },
          "creators": [
            {
              "nameIdentifiers": [
                {
                  "nameIdentifier": "0000-0002-1825-0097",
                  "nameIdentifierScheme": "ORCID",
                  "schemeURI": "https://orcid.org"
                }
              ],
              "affiliations": [
                "A university"
              ],
              "familyName": "User",
              "givenName": "A"
            },
            {
              "nameIdentifiers": [],
              "affiliations": [],
              "creatorName": "A collaboration"
            }
          ],
          "titles": [
            {
              "title": "Particle flow \"by\" $machine"
            }
          ],
          "publisher": "DLHub",
          "publicationYear": "2025",
          "subjects": [
            {
              "subject": "particle flow"
            }
          ],
          "resourceType": {
            "resourceTypeGeneral": "InteractiveResource"
          },
          "contributors": [],
          "descriptions": [
            {
              "descriptionType": "Abstract",
              "description": "Finds\nparticles."
            },
            {
              "descriptionType": "Methods",
              "description": "Machine-learned particle flow (MLPF): a graph network of the preset lrp-paper with 42 parameters, trained by fairmlpf 0.1.0 on Simulated events. It runs as ONNX model."
            }
          ],
          "alternateIdentifiers": [],
          "relatedIdentifiers": [
            {
              "relatedIdentifier": "10.5281/zenodo.4559324",
              "relatedIdentifierType": "DOI",
              "relationType": "IsDerivedFrom"
            }
          ],
          "rightsList": [
            {
              "rightsURI": "https://spdx.org/licenses/MIT",
              "rights": "MIT"
            }
          ],
          "fundingReferences": [],
          "version": "1.2.0"
        },
        "servable": {
          "type": "Python static method",
          "shim": "python.PythonStaticMethodServable",
          "methods": {
            "run": {
              "input": {
                "type": "ndarray",
                "description": "All elements of one event, without padding. A cluster: FEATURES. A track: FEATURES.",
                "shape": [
                  null,
                  12
                ]
              },
              "output": {
                "type": "ndarray",
                "description": "The particle of each element: pid, charge [e], pT [GeV], eta, sin phi, cos phi, E [GeV]. Classes: 0 none, 1 charged hadron, 2 neutral hadron, 3 photon, 4 electron, 5 muon. Where it is 0, the other numbers mean nothing.",
                "shape": [
                  null,
                  7
                ]
              },
              "parameters": {},
              "method_details": {
                "method_name": "predict",
                "module": "fairmlpf_servable",
                "autobatch": false
              }
            }
          },
          "options": {}
        }
      }

      """#
    #expect(text == expected.replacing("FEATURES", with: features))
  }

  @Test func theSameReleaseGivesTheSameBytes() throws {
    let first = try DLHubPackage().files(of: ExampleModel.release())
    #expect(try DLHubPackage().files(of: ExampleModel.release()) == first)
    #expect(
      first.map(\.path) == [
        "dlhub/dlhub.json", "dlhub/fairmlpf_servable.py", "dlhub/requirements.txt",
        "dlhub/model.onnx", "dlhub/README.md", "dlhub/CITATION.cff", "dlhub/LICENSE", "dlhub.zip",
      ])
  }

  @Test func aReservedDOITakesThePlaceOfThePlaceholder() throws {
    var release = ExampleModel.release()
    release.doi = DOI("10.5281/zenodo.7")
    release.citation.licence = nil
    let text = try ExampleModel.text("dlhub/dlhub.json", DLHubPackage().files(of: release))
    #expect(text.contains(#""identifier": "10.5281/zenodo.7""#))
    #expect(text.contains(#""rightsList": [],"#))
  }

  @Test func aModelMustBeThere() {
    var release = ExampleModel.release()
    release.files = []
    let found = failure { () throws(Failure) in _ = try DLHubPackage().files(of: release) }
    #expect(
      found?.description
        == "dlhub: the publication has no model.onnx. Run 'fairmlpf export' and then "
        + "'fairmlpf package' again.")
  }

  /// Oracle: home_run, the program that DLHub ran its packages with, on events of the sample.
  @Test(.enabled(if: PythonTools.servable != nil, "needs python3 and its package index"))
  func homeRunFindsWhatTheEngineFinds() throws {
    let tools = try #require(PythonTools.servable)
    let sample = try DelphesFile.read(Repository.sample + "/tev14_pythia8_ttbar_pu20_1.pkl.bz2")
    let events = Array(sample.events.prefix(2))
    var network = PFNet(Architecture.Preset.lrpPaper.architecture, seed: 7)
    network.inputScaling = InputScaling(standardising: events)
    network.momentumScaling = MomentumScaling(.logRatio)
    let onnx = try ONNXModel.encode(network, notes: [:], at: "model.onnx")
    let predictor = Predictor(network)
    try withFolder { folder in
      let files = try DLHubPackage().files(of: ExampleModel.release(onnx: onnx))
      try ExampleModel.write(files, to: folder)
      var features = SafeTensorsWriter()
      var answers = SafeTensorsWriter()
      for (number, event) in events.enumerated() {
        let values = (0..<event.count).flatMap { row in (0..<12).map { event.elements[row, $0] } }
        features.add("X.\(number)", shape: [event.count, 12], values)
        let p = predictor.particles(event)
        var rows: [Float] = []
        for row in 0..<event.count {
          rows += [Float(p.pid[row].rawValue), p.charge[row], p.pT[row], p.eta[row]]
          rows += [p.sinPhi[row], p.cosPhi[row], p.energy[row]]
        }
        answers.add("P.\(number)", shape: [event.count, 7], rows)
      }
      try features.write(to: folder + "/features.safetensors")
      try answers.write(to: folder + "/answers.safetensors")
      let script = Repository.path + "/Tests/PublicationTests/run-servable.py"
      let result = try tools.run(
        "python",
        [script, "dlhub.zip", "unpacked", "features.safetensors", "answers.safetensors"],
        in: folder)
      #expect(result.status == 0, "\(result.errors)")
    }
  }
}
