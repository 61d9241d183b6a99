import Files
import Foundation
import TestSupport
import Testing

@testable import Scaffold

@Suite struct LockedZipTests {
  private func locked(_ archive: String, _ passwords: [String], _ variable: String? = nil) throws
    -> (Home, String)
  {
    var home = try Home(passwords: passwords)
    home.archivePassword = variable
    let path = home.folder.path + "/t.zip"
    try #require(Data(base64Encoded: archive)).write(to: URL(filePath: path))
    return (home, path)
  }

  @Test(arguments: [LockedArchives.aes, LockedArchives.old])
  func asksForThePassword(_ archive: String) throws {
    let (home, path) = try locked(archive, ["wrong", "Sesame", "sesame"])
    let found = try home.locate(path)
    #expect(try home.text(found.folder + "/file") == "hello")
    #expect(home.prompter.asked == 3)
    found.remove()
  }

  @Test(arguments: [LockedArchives.aes, LockedArchives.old])
  func takesThePasswordOfTheEnvironment(_ archive: String) throws {
    let (home, path) = try locked(archive, [], "sesame")
    try home.locate(path).remove()
    #expect(home.prompter.asked == 0)
    let (other, place) = try locked(archive, ["sesame"], "wrong")
    #expect(
      other.problem(place)
        == "~/t.zip: Invalid password provided for protected repository. Check the password.")
  }

  @Test func givesUpWithoutThePassword() throws {
    let (home, path) = try locked(LockedArchives.aes, ["a", "b", "c", "sesame"])
    #expect(
      home.problem(path)
        == "~/t.zip: Invalid password provided for protected repository. Check the password.")
    #expect(home.prompter.asked == 3)
    let (silent, place) = try locked(LockedArchives.aes, [])
    #expect(
      silent.problem(place)
        == "~/t.zip: Unable to unlock password protected repository. "
        + "Set COOKIECUTTER_REPO_PASSWORD.")
  }
}
