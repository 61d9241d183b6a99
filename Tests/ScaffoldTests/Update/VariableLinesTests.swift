import Foundation
import Testing

@testable import Scaffold

@Suite struct VariableLinesTests {
  /// Renderings of `name`, a new password and an old one: with constants, and as they are.
  private func lines() throws -> VariableLines {
    try #require(
      VariableLines(
        comparable: Data("name\nnew=aaaa\nold=aaaa\n".utf8),
        contrast: Data("name\nnew=bbbb\nold=bbbb\n".utf8),
        fresh: Data("name\nnew=Xy1z\nold=Pq2r\n".utf8)))
  }

  private func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

  @Test func aUsersOwnTextComesBackAndANewOneIsFresh() throws {
    var variable = try lines()
    let hidden = variable.hidden(
      in: Data("name\nold=Mine\nmore\n".utf8), base: Data("name\nold=aaaa\n".utf8))
    #expect(text(hidden) == "name\nold=aaaa\nmore\n")
    #expect(
      text(variable.restored(Data("name\nnew=aaaa\nold=aaaa\nmore\n".utf8)))
        == "name\nnew=Xy1z\nold=Mine\nmore\n")
  }

  @Test(arguments: [
    "name\nold=longer\n", "name\nOLD=Mine\n", "name\nold=Mine\nold=More\n", "name\n",
  ])
  func whatCouldBeAnotherLineIsLeftAlone(_ yours: String) throws {
    var variable = try lines()
    #expect(
      text(variable.hidden(in: Data(yours.utf8), base: Data("name\nold=aaaa\n".utf8))) == yours)
    // No constant gets into the project.
    #expect(
      text(variable.restored(Data("new=aaaa\nold=aaaa\n".utf8))) == "new=Xy1z\nold=Pq2r\n")
  }

  @Test func linesThatAreAlikeGetFreshTexts() throws {
    let pair = try #require(
      VariableLines(
        comparable: Data("p=aa\np=aa".utf8), contrast: Data("p=bb\np=bb".utf8),
        fresh: Data("p=12\np=34".utf8)))
    var variable = pair
    #expect(text(variable.hidden(in: Data("p=Me".utf8), base: Data("p=aa".utf8))) == "p=Me")
    #expect(text(variable.restored(Data("p=aa\nx\np=aa\np=aa".utf8))) == "p=12\nx\np=34\np=34")
  }

  /// `key=` stands for a secret in the first and the last line, and for itself in the second.
  @Test func aSecretGoesIntoNoOtherLine() throws {
    let variable = try #require(
      VariableLines(
        comparable: Data("key=\nkey=\nid=aa\nkey=".utf8),
        contrast: Data("key=*\nkey=\nid=bb\nkey=*".utf8),
        fresh: Data("key=NEW\nkey=\nid=Xy\nkey=NEW".utf8)))
    let merged = Data("key=OLD\nkey=\nid=aa\nkey=".utf8)
    #expect(text(variable.restored(merged)) == "key=OLD\nkey=\nid=Xy\nkey=")
    #expect(variable.hasUnfilledLines(merged, insteadOf: Data("key=OLD\nkey=".utf8)))
    #expect(!variable.hasUnfilledLines(merged, insteadOf: Data("key=\nkey=".utf8)))
  }

  /// Two random texts may be alike by chance, and none of them is a constant then.
  @Test func aTextThatIsTheConstantByChance() throws {
    let variable = try #require(
      VariableLines(
        comparable: Data("p=a\np=a".utf8), contrast: Data("p=b\np=b".utf8),
        fresh: Data("p=a\np=c".utf8)))
    #expect(text(variable.restored(Data("p=a".utf8))) == "p=c")
    #expect(!variable.hasUnfilledLines(Data("p=a".utf8), insteadOf: Data()))
  }

  /// A secret has any length.
  @Test(arguments: [
    ("key: 'hunter2'!", true), ("key: ''!", true), ("key: 'hunter2'", false),
    ("other: 'hunter2'!", false), ("key: '!", false),
  ])
  func aSecretIsFound(_ yours: String, _ isFound: Bool) throws {
    var variable = try #require(
      VariableLines(
        comparable: Data("key: 'default'!".utf8), contrast: Data("key: '*'!".utf8),
        fresh: Data("key: 'default'!".utf8)))
    let hidden = variable.hidden(in: Data(yours.utf8), base: Data("key: 'default'!".utf8))
    #expect(text(hidden) == (isFound ? "key: 'default'!" : yours))
    #expect(text(variable.restored(hidden)) == yours)
  }

  @Test func otherLinesCannotBeCompared() throws {
    #expect(
      VariableLines(comparable: Data("a".utf8), contrast: Data("b".utf8), fresh: Data("c\n".utf8))
        == nil)
    // Nobody can tell where the constants are, but none gets into the project.
    var variable = try #require(
      VariableLines(comparable: Data("a".utf8), contrast: Data("b\n".utf8), fresh: Data("c".utf8)))
    #expect(text(variable.hidden(in: Data("x".utf8), base: Data("a".utf8))) == "x")
    #expect(text(variable.restored(Data("a".utf8))) == "c")
  }
}
