import Files
import Foundation
import TestSupport
import Testing

@testable import Scaffold

/// An update touches nothing out of the project, whoever names it.
@Suite struct ProjectFolderTests {
  /// A project beside a file of somebody else's, with a link to where that lies.
  private func test(_ body: (ProjectFolder, _ outside: String) throws -> Void) throws {
    try withFolder { folder in
      let outside = folder + "/outside"
      for name in ["outside/empty", "p/.git", "p/empty"] {
        try FolderContents.create("\(folder)/\(name)")
      }
      for name in ["outside/file", "p/.git/HEAD", "p/file"] {
        try AtomicFile.write("text", to: "\(folder)/\(name)")
      }
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/p/link", withDestinationPath: outside)
      try body(ProjectFolder(root: folder + "/p"), outside)
    }
  }

  @Test(arguments: ["../outside/file", ".git/HEAD", ".Git/HEAD", "link/file"])
  func nothingElseIsRemoved(_ path: String) throws {
    try test { project, _ in
      let before = try FolderSnapshot(Folder.parent(project.root))
      #expect(failure { () throws(Failure) in try project.remove(path) } != nil)
      #expect(try FolderSnapshot(Folder.parent(project.root)) == before)
    }
  }

  @Test func noOtherFolderIsRemoved() throws {
    try test { project, outside in
      try project.removeIfEmpty("link/empty")
      #expect(
        failure { () throws(Failure) in try project.removeIfEmpty("../outside/empty") }?.status
          == .badData)
      #expect(FolderContents.isFolder(outside + "/empty"))
      try project.removeIfEmpty("empty")
      #expect(!FolderContents.isFolder(project.root + "/empty"))
    }
  }

  @Test(arguments: ["../outside/new", ".git/new", "git~1/new", "link/new"])
  func nothingIsWrittenElsewhere(_ path: String) throws {
    try test { project, _ in
      let before = try FolderSnapshot(Folder.parent(project.root))
      let refused = failure { () throws(Failure) in
        var rendering = Rendering()
        for path in ["a", path] {
          try rendering.add(
            Rendering.Entry(content: .bytes(Data()), permissions: 0o644), at: path, from: path)
        }
        try project.write(rendering, isCancelled: { false })
      }
      #expect(refused != nil)
      #expect(try FolderSnapshot(Folder.parent(project.root)) == before)
    }
  }
}
