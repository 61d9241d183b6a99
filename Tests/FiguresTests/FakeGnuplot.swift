import Foundation
import TestSupport

/// A program called gnuplot that is none, in a folder of its own.
final class FakeGnuplot {
  /// The folder it lies in.
  let folder: String

  /// Makes it; what it runs has the figure's name in `$name` and is in the folder to draw in.
  init(_ commands: String) throws {
    // Not in memory: programs may not be started from there everywhere.
    folder = "\(FileManager.default.temporaryDirectory.path)/fairmlpf-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text =
      "#!/bin/sh\n[ \"$1 $2\" = '-d -e' ] || exit 9\neval \"$3\"\nname=${4%.gp}\n\(commands)\n"
    // Written by another process: while this one has it open, a child that another test is about to
    // start may have it open as well, and a file open for writing cannot be run.
    _ = try Command.run(
      "/bin/sh", ["-c", "cat > gnuplot && chmod +x gnuplot"], in: folder, input: text)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Draws something, and says in a file that it was called.
  static func drawing(_ calls: String) throws -> FakeGnuplot {
    try FakeGnuplot(
      """
      echo "$name" >> '\(calls)'
      for kind in svg pdf png; do cksum "$name.gp" "$name.csv" > "$name.$kind"; done
      """)
  }
}
