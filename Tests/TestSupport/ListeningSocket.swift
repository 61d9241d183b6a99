import Foundation

/// A socket of this computer that other programs can connect to.
///
/// It is closed with this object and not before: its number could be another one's by then.
final class ListeningSocket: Sendable {
  private let descriptor: Int32
  let port: String

  /// Listens at a port that is free.
  init() throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isListening else { throw CocoaError(.fileReadUnknown) }
    port = String(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(descriptor) }

  /// Refuses connections from now on.
  func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// The next connection; `nil` once it is stopped.
  func next() -> Int32? {
    while true {
      let connection = accept(descriptor, nil, nil)
      if connection >= 0 { return connection }
      guard errno == EINTR || errno == ECONNABORTED else { return nil }
    }
  }

  /// The head of a request; `nil` when the connection ends before it.
  static func head(_ connection: Int32) -> String? {
    var head: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      head += buffer.prefix(count)
    }
    return String(decoding: head, as: UTF8.self)
  }

  /// Sends bytes; `false` when the other side has gone.
  @discardableResult static func send(_ bytes: some Collection<UInt8>, _ connection: Int32) -> Bool
  {
    let bytes = Array(bytes)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Makes the end of a connection an abrupt one.
  static func tearDown(_ connection: Int32) {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }
}
