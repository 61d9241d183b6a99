import Catalog
import HTTP
import TestSupport

extension SpokenLines {
  /// How a server is asked in a test: it hears of waits, and nobody waits.
  func connection(_ tokens: [AccessToken] = []) -> Connection {
    Connection(
      http: HTTP(agent: "fairmlpf/test"), tokens: tokens,
      patience: Patience(attempts: 3, sleep: { _, _ in }, chance: { 1 }), progress: self)
  }
}
