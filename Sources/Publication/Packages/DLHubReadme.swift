/// `README.md` of a DLHub package.
struct DLHubReadme {
  let release: Release

  /// The text.
  var text: String {
    """
    # \(Markdown.text(release.title))

    A model for particle flow: it takes the tracks and calorimeter clusters of one event and gives the
    particle of each. This folder is a package for DLHub, a function in Python
    (`\(DLHubServable.fileName)`) that runs `model.onnx`. It needs no network. `requirements.txt` names
    what it needs, with the versions it was tried with (Python 3.11 and newer).

    ```python
    # pip install -r requirements.txt home_run==0.5.0
    import json
    from home_run import create_servable

    servable = create_servable(json.load(open("dlhub.json")))
    particles, information = servable.run(x)
    ```

    or without `home_run`:

    ```python
    from \(DLHubServable.module) import \(DLHubServable.function)

    particles = \(DLHubServable.function)(x)
    ```

    `x` has the shape (elements, 12), all elements of one event without padding; `particles` has the
    shape (elements, 7). Call it once for each event.

    \(Markdown.table(features))

    \(Markdown.table(particles))

    Classes: \(classes). Where the class is 0, the other numbers mean nothing.

    The service DLHub is retired as far as is known: its models moved to Garden in 2024. The package
    can be run by hand, as above.

    """
  }

  private var classes: String {
    release.model.classes.enumerated().map { "\($0) \($1)" }.joined(separator: ", ")
  }

  private var features: [[String]] {
    let columns = zip(release.model.clusterColumns, release.model.trackColumns)
    return [["column of `x`", "cluster", "track"]]
      + columns.enumerated().map {
        ["\($0)", Markdown.text($1.0.text), Markdown.text($1.1.text)]
      }
  }

  private var particles: [[String]] {
    [["column of `particles`", "holds"]]
      + release.model.targets.enumerated().map { ["\($0)", Markdown.text($1.text)] }
  }
}
