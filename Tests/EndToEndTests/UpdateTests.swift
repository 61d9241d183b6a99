import Foundation
import TestSupport
import Testing

/// `fairmlpf new --check`, `--diff` and `--update` as a user calls them.
@Suite struct UpdateTests {
  /// A template in a git repository with one commit, and a committed project of it in `p`.
  private static let start = """
    set -e
    export HOME="$PWD/home" GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
    export GIT_AUTHOR_NAME=user GIT_AUTHOR_EMAIL=user@example.org
    export GIT_COMMITTER_NAME=user GIT_COMMITTER_EMAIL=user@example.org
    mkdir -p home 't/{{cookiecutter.name}}'
    echo '{"name": "p"}' > t/cookiecutter.json
    printf '1\\n2\\n3\\n4\\n5\\n' > 't/{{cookiecutter.name}}/a.txt'
    git -C t init -q -b main
    git -C t add .
    git -C t commit -q -m one
    "$P" new -q --no-input "file://$PWD/t"
    git -C p init -q -b main
    git -C p add .
    git -C p commit -q -m made
    """
  /// The template moves on by a line.
  private static let move = """

    sed -i s/5/five/ 't/{{cookiecutter.name}}/a.txt'
    git -C t commit -q -a -m two
    set +e

    """

  /// What a script prints after the program's own lines: its exit code.
  private func run(_ script: String) throws -> Command.Result {
    var result: Command.Result?
    try Program.test { fairmlpf in
      result = try fairmlpf.shell(Self.start + script)
    }
    return try #require(result)
  }

  @Test func checkTellsByItsExitCode() throws {
    let result = try run(
      "\necho\n\"$P\" new --check -C p; echo $?" + Self.move
        + "\"$P\" new --check -C p; echo $?; mkdir p/sub; cd p/sub; \"$P\" new --check; echo $?"
        + "\nprintf '1\\n2\\n3\\n4\\nfive\\n' > ../a.txt; \"$P\" new --check; echo $?")
    let lines = result.output.replacing(/[0-9a-f]{7}\b/, with: "COMMIT").replacing(
      /file:.*\/t/, with: "file:t"
    ).split(separator: "\n").map { String($0) }
    #expect(
      lines == [
        "p", "The project is up to date with file:t at commit COMMIT.", "0",
        "The template has moved on from COMMIT to COMMIT: 1 file would change. "
          + "See 'fairmlpf new --diff'.", "1",
        "The template has moved on from COMMIT to COMMIT: 1 file would change. "
          + "See 'fairmlpf new --diff'.", "1",
        "The template has moved on from COMMIT to COMMIT, which changes nothing in this project.",
        "0",
      ])
    #expect(result.errors == "")
  }

  @Test func diffIsAPatch() throws {
    let result = try run(
      Self.move + "cd p; \"$P\" new --diff > ../patch; echo $?; git status --short; cat ../patch; "
        + "git apply ../patch; cat a.txt")
    #expect(
      result.output.replacing(/index .*/, with: "index") == """
        p
        0
        diff --git a/a.txt b/a.txt
        index
        --- a/a.txt
        +++ b/a.txt
        @@ -2,4 +2,4 @@
         2
         3
         4
        -5
        +five
        1
        2
        3
        4
        five

        """)
    #expect(result.errors == "")
  }

  @Test func updateMergesAndSaysWhatIsLeft() throws {
    let result = try run(
      """

      sed -i s/1/one/ p/a.txt
      git -C p commit -q -a -m mine
      """ + Self.move
        + """
        cd p; "$P" new --update; echo $?; cat a.txt; git commit -q -a -m updated
        sed -i s/one/uno/ a.txt; git commit -q -a -m mine; cd ..
        sed -i s/1/eins/ 't/{{cookiecutter.name}}/a.txt'; git -C t commit -q -a -m three
        git -C t tag v3; cd p; "$P" new --update v3 --no-input; echo $?; head -n 5 a.txt
        "$P" new --update; echo $?
        """)
    #expect(
      result.output.replacing(/template .{7}/, with: "template") == """
        p
        M a.txt
        0
        one
        2
        3
        4
        five
        U a.txt
        1
        <<<<<<< yours
        uno
        =======
        eins
        >>>>>>> template
        0

        """)
    let errors = result.errors.replacing(/file:.*\/t at commit .{7}/, with: "file:t")
    #expect(
      errors == """
        The project is now up to date with file:t. Look at 'git diff', then commit.
        conflict: a.txt: you and the template have changed the same lines.
        Resolve the conflicts, then commit.
        The project is up to date with file:t.

        """)
  }

  @Test func noNameCommandsTheTerminal() throws {
    let result = try run(
      """

      touch "t/{{cookiecutter.name}}/"$'\\e]0;x\\a\\nb'
      git -C t add .; git -C t commit -q -m two; cd p; "$P" new --update
      cd ..; "$P" new --no-input --dry-run "file://$PWD/t" -o other
      """)
    #expect(
      result.output == "p\nA ]0;x b\nother/p/\n  ]0;x b\n  a.txt\n")
    #expect(result.errors.contains { $0 == "\u{1b}" || $0 == "\u{7}" } == false)
  }

  @Test func aProjectThatIsNotCommittedIsRefused() throws {
    let result = try run(
      Self.move + "cd p; echo mine > a.txt; \"$P\" new --update; echo $?; cat a.txt")
    #expect(result.output == "p\n73\nmine\n")
    #expect(
      result.errors.hasSuffix(
        "/p: the project has changes that are not committed ('a.txt'), so an update could not be "
          + "undone. Commit or stash them first.\n"))
  }

  /// The bundled template moves on with the program.
  @Test func theBundledTemplate() throws {
    try Program.test { fairmlpf in
      #expect(try fairmlpf("new", "-q", "--no-input").status == 0)
      let same = try fairmlpf("new", "--check", "-C", "mlpf-experiment")
      #expect(same.output == "The project is up to date with experiment.\n" && same.status == 0)
      let resources = fairmlpf.folder + "/resources"
      try FileManager.default.createDirectory(
        atPath: resources + "/Templates", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: Repository.template, toPath: resources + "/Templates/experiment")
      let readme = resources + "/Templates/experiment/{{cookiecutter.repo_name}}/README.md"
      let text = try String(contentsOfFile: readme, encoding: .utf8)
      try Data((text + "\nMore.\n").utf8).write(to: URL(filePath: readme))
      let moved = try fairmlpf(
        "new", "--diff", "-C", "mlpf-experiment", environment: ["FAIRMLPF_RESOURCES": resources])
      #expect(moved.status == 0)
      #expect(
        moved.output.split(separator: "\n").filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
          == ["--- a/README.md", "+++ b/README.md", "+More."])
    }
  }

  @Test(arguments: [
    (["--check", "--diff"], "Error: Choose one of --check and --diff."),
    (
      ["--check", "gh:user/name"],
      "Error: 'gh:user/name' is not of the form name=value. The project knows its template; "
        + "name a project with -C."
    ),
    (
      ["--update", "v1", "--checkout", "v2"],
      "Error: Name the branch, tag or commit behind --update or --checkout, not both."
    ),
    (
      ["--update", "--dry-run"],
      "Error: --dry-run is for new projects, not for --update. Use --diff to see what would change."
    ),
    (
      ["--check", "name=x"],
      "Error: --check compares with the answers the project remembers; give others to --diff or "
        + "--update."
    ),
    (["-l", "--replay"], "Error: --list-installed stands alone; leave --replay out."),
    (["-l", "-o", "x"], "Error: --list-installed stands alone; leave --output-dir out."),
    (["-l", "-C", "x"], "Error: --list-installed stands alone."),
    (["--diff", "-o", "x"], "Error: --output-dir is for new projects, not for --diff."),
    (
      ["-C", "x"],
      "Error: -C names a project for --check, --diff or --update; a new one is put with -o."
    ),
  ])
  func optionsThatMakeNoSense(_ arguments: [String], _ says: String) throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf.shell("\"$P\" new \(arguments.joined(separator: " "))")
      #expect(result.status == 64 && result.output == "")
      #expect(result.errors.hasPrefix(says + "\n"), "\(result.errors)")
    }
  }

  @Test func aFolderThatIsNoProject() throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf("new", "--check")
      #expect(result.status == 66 && result.output == "")
      #expect(
        result.errors.hasSuffix(
          ": the folder is no project of fairmlpf: it has no .fairmlpf.json. Name the folder of a "
            + "project that 'fairmlpf new' has made with -C.\n"))
    }
  }
}
