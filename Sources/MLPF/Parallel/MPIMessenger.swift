#if MPI
  import CMPI
  import Files
  import FoundationEssentials

  /// The ranks of an MPI job, reached by messages from rank to rank.
  ///
  /// Nothing waits inside MPI: transfers are asked for whether they have ended, so that a cut link or
  /// a dead rank ends the work with a sentence. Called from the main thread only.
  struct MPIMessenger: Messenger {
    let rank: Int
    let count: Int

    private enum Tag: Int32 {
      case sizes, content, failure
    }

    /// Starts MPI.
    init() throws(Failure) {
      var (rank, count): (Int32, Int32) = (0, 0)
      guard cmpi_is_running() != 0 || cmpi_start() == 0,
        MPI_Comm_rank(cmpi_world(), &rank) == 0, MPI_Comm_size(cmpi_world(), &count) == 0
      else {
        throw Failure(
          "MPI cannot be started", remedy: "Check the installation of Open MPI on this machine",
          status: .unavailable)
      }
      self.rank = Int(rank)
      self.count = Int(count)
    }

    func exchange(_ parts: [[UInt8]], patience: Duration) throws(Failure) -> [[UInt8]] {
      let deadline = ContinuousClock.now + patience
      let sizes = try transfer(
        parts.map { part in withUnsafeBytes(of: Int64(part.count)) { Array($0) } },
        [Int](repeating: 8, count: count), .sizes, deadline, patience
      ).map { bytes in Int(bytes.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }) }
      return try transfer(parts, sizes, .content, deadline, patience)
    }

    /// Sends and receives bytes whose numbers are known.
    private func transfer(
      _ parts: [[UInt8]], _ sizes: [Int], _ tag: Tag, _ deadline: ContinuousClock.Instant,
      _ patience: Duration
    ) throws(Failure) -> [[UInt8]] {
      precondition(
        parts.allSatisfy { $0.count <= Int32.max }, "more bytes than an MPI message can have")
      // MPI keeps the addresses until a transfer has ended. After a failure they are not given back.
      var memory: [UnsafeMutableRawPointer] = []
      var received = [UnsafeMutableRawPointer?](repeating: nil, count: count)
      var pending: [(peer: Int, isReceiving: Bool, request: MPI_Request?)] = []
      func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
        let place = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 1), alignment: 64)
        memory.append(place)
        return place
      }
      for peer in 0..<count where peer != rank && sizes[peer] > 0 {
        let place = allocate(sizes[peer])
        received[peer] = place
        var request: MPI_Request?
        let code = MPI_Irecv(
          place, Int32(sizes[peer]), cmpi_byte(), Int32(peer), tag.rawValue, cmpi_world(), &request)
        guard code == 0 else { throw Self.broken(peer) }
        pending.append((peer, true, request))
      }
      for peer in 0..<count where peer != rank && !parts[peer].isEmpty {
        let place = allocate(parts[peer].count)
        parts[peer].withUnsafeBytes { bytes in
          if let base = bytes.baseAddress { place.copyMemory(from: base, byteCount: bytes.count) }
        }
        var request: MPI_Request?
        let code = MPI_Isend(
          place, Int32(parts[peer].count), cmpi_byte(), Int32(peer), tag.rawValue, cmpi_world(),
          &request)
        guard code == 0 else { throw Self.broken(peer) }
        pending.append((peer, false, request))
      }
      try finish(&pending, tag, deadline, patience)
      let result = (0..<count).map { peer in
        peer == rank
          ? parts[peer]
          : received[peer].map { Array(UnsafeRawBufferPointer(start: $0, count: sizes[peer])) }
            ?? []
      }
      for place in memory { place.deallocate() }
      return result
    }

    /// Asks until all transfers have ended.
    private func finish(
      _ pending: inout [(peer: Int, isReceiving: Bool, request: MPI_Request?)], _ tag: Tag,
      _ deadline: ContinuousClock.Instant, _ patience: Duration
    ) throws(Failure) {
      let start = ContinuousClock.now
      while true {
        for index in pending.indices.reversed() {
          var ended: Int32 = 0
          guard cmpi_test(&pending[index].request, &ended) == 0 else {
            throw Self.broken(pending[index].peer)
          }
          if ended != 0 { pending.remove(at: index) }
        }
        guard !pending.isEmpty else { return }
        if rank == 0, let failure = Self.received() { throw failure }
        let now = ContinuousClock.now
        if now > deadline {
          let peer = (pending.first { $0.isReceiving } ?? pending[0]).peer
          throw Failure(
            "rank \(peer) has not answered for \(patience.components.seconds) s",
            remedy: Self.remedy, status: .unavailable)
        }
        // Answers mostly come at once; whoever waits longer leaves the core to others. Content is on its
        // way, and MPI moves it only while it is asked.
        if tag == .content || now - start < .milliseconds(5) { sched_yield() } else { usleep(100) }
      }
    }

    private static let remedy =
      "Check its machine and the network, and run the same command again; a training goes on from its "
      + "checkpoint"

    private static func broken(_ peer: Int) -> Failure {
      Failure("the connection to rank \(peer) is broken", remedy: remedy, status: .unavailable)
    }

    /// Tells rank 0 of a failure and waits to be ended.
    static func send(_ failure: Failure) {
      let bytes = Array("\(failure.status.rawValue) \(failure)".utf8)
      let place = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 8)
      place.copyMemory(from: bytes, byteCount: bytes.count)
      var request: MPI_Request?
      let code = MPI_Isend(
        place, Int32(bytes.count), cmpi_byte(), 0, Tag.failure.rawValue, cmpi_world(), &request)
      guard code == 0 else { return }
      for _ in 0..<1000 {
        var ended: Int32 = 0
        if request != nil { _ = cmpi_test(&request, &ended) }
        usleep(10_000)
      }
    }

    /// The failure that another rank has told of.
    private static func received() -> Failure? {
      var bytes: Int32 = 0
      let source = cmpi_arrived(Tag.failure.rawValue, &bytes)
      guard source >= 0 else { return nil }
      var text = [UInt8](repeating: 0, count: Int(bytes))
      guard cmpi_receive(&text, bytes, source, Tag.failure.rawValue) == 0 else { return nil }
      let parts = String(decoding: text, as: UTF8.self).split(separator: " ", maxSplits: 1)
      let status = parts.first.flatMap { Int32($0) }.flatMap(ExitStatus.init(rawValue:))
      var sentence = parts.last.map(String.init) ?? ""
      if sentence.hasSuffix(".") { sentence.removeLast() }
      return Failure(sentence, status: status ?? .internalError)
    }
  }

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif
#endif
