import Files

/// The few calls that rebuild NumPy arrays, carried out as data.
extension PickleReader {
  /// REDUCE: a callable and its arguments become a value.
  mutating func reduce() throws(Failure) {
    guard case .tuple(let index) = try pop() else {
      throw fail("the pickle is damaged: a call has no arguments")
    }
    let arguments = sequences[index]
    guard case .callable(let callable) = try pop() else {
      throw fail("the pickle is damaged: it calls something that is no function")
    }
    switch callable {
    case .reconstruct:
      arrays.append(NumPyArray())
      try push(.array(arrays.count - 1))
    case .dtype:
      guard let first = arguments.first, let name = text(first) else { throw wrongArguments() }
      dtypes.append(NumPyDType(name))
      try push(.dtype(dtypes.count - 1))
    case .scalar: try push(try scalar(arguments))
    case .fromBuffer:
      guard arguments.count >= 4, case .dtype(let dtype) = arguments[1],
        let order = text(arguments[3]), order == "C" || order == "F"
      else { throw wrongArguments() }
      let array = try array(
        arguments[0], dtypes[dtype], shape: arguments[2], fortran: order == "F")
      arrays.append(array)
      try push(.array(arrays.count - 1))
    case .encode:
      guard arguments.count == 2, case .text(let index) = arguments[0],
        let encoding = text(arguments[1]), ["latin1", "latin-1"].contains(encoding)
      else { throw wrongArguments() }
      try push(try latin1(index))
    case .bytes, .bytearray:
      try push(try byteString(arguments))
    case .ndarray:
      throw wrongArguments()
    }
  }

  /// BUILD: gives an array or an element type its state.
  mutating func build() throws(Failure) {
    guard case .tuple(let index) = try pop() else { throw wrongArguments() }
    let state = sequences[index]
    switch try top() {
    case .dtype(let dtype):
      // (version, byte order, subarray, field names, fields, size, alignment, flags)
      guard state.count >= 5, let order = text(state[1]) else { throw wrongArguments() }
      let plain = [state[2], state[3], state[4]].allSatisfy {
        if case .none = $0 { true } else { false }
      }
      if plain {
        dtypes[dtype].isBigEndian = order == ">"
      } else {
        dtypes[dtype] = NumPyDType("V")
      }
    case .array(let array):
      // (version, shape, element type, Fortran order, data); the oldest ones lack the version.
      let fields = state.suffix(4)
      guard fields.count == 4, state.count <= 5,
        case .dtype(let dtype) = fields[fields.startIndex + 1]
      else { throw wrongArguments() }
      arrays[array] = try self.array(
        fields[fields.startIndex + 3], dtypes[dtype], shape: fields[fields.startIndex],
        fortran: fields[fields.startIndex + 2].isTrue)
    default:
      throw fail("the pickle sets the state of something that is no array")
    }
  }

  private mutating func array(
    _ data: PickleValue, _ dtype: NumPyDType, shape: PickleValue, fortran: Bool
  ) throws(Failure) -> NumPyArray {
    let lengths = try lengths(shape)
    guard dtype.size != nil else {
      // Objects, texts and the like: nothing to convert, but the checks want to name them.
      release(data)
      var array = NumPyArray()
      array.shape = lengths
      array.dtype = dtype
      array.offset = place
      return array
    }
    guard case .bytes(let index) = data else { throw wrongArguments() }
    guard let block = blocks[index] else { throw usedTwice() }
    try countBytes(block.count)
    defer { release(data) }
    do throws(NumPyArray.Mismatch) {
      var array = try NumPyArray(block, dtype: dtype, shape: lengths, fortran: fortran)
      array.offset = place
      return array
    } catch {
      throw fail(error.what)
    }
  }

  private func lengths(_ shape: PickleValue) throws(Failure) -> [Int] {
    guard case .tuple(let index) = shape, sequences[index].count <= 32 else {
      throw wrongArguments()
    }
    var lengths: [Int] = []
    for item in sequences[index] {
      guard case .integer(let length) = item, length >= 0 else { throw wrongArguments() }
      lengths.append(length)
    }
    return lengths
  }

  /// Gives back the bytes of an array that has been converted, though the memo still names them.
  ///
  /// Otherwise a file would be in memory twice. Python never stores one large string for two
  /// arrays; short ones may be shared and stay.
  private mutating func release(_ value: PickleValue) {
    switch value {
    case .bytes(let index), .text(let index):
      if let block = blocks[index], block.count >= 4096 { blocks[index] = nil }
    default: break
    }
  }

  /// A NumPy number on its own, which only extra keys hold.
  private func scalar(_ arguments: [PickleValue]) throws(Failure) -> PickleValue {
    guard arguments.count == 2, case .dtype(let dtype) = arguments[0] else {
      throw wrongArguments()
    }
    guard let size = dtypes[dtype].size, case .bytes(let index) = arguments[1],
      let block = blocks[index], block.count == size,
      let array = try? NumPyArray(block, dtype: dtypes[dtype], shape: [1, 1], fortran: false),
      let table = array.table
    else { return .none }
    return .real(Double(table[0, 0]))
  }

  /// `_codecs.encode(text, "latin1")`, how protocols 0 to 2 of Python 3 write bytes.
  private mutating func latin1(_ index: Int) throws(Failure) -> PickleValue {
    guard let source = blocks[index] else { throw usedTwice() }
    try countBytes(source.count)
    let result = ByteBlock()
    guard result.reserve(source.count) else { throw fail("there is not enough memory") }
    let valid = unsafe Self.decodeLatin1(source.bytes, into: result)
    guard valid else {
      throw fail("the pickle is damaged: a byte string has characters beyond 255")
    }
    release(.text(index))
    return bytes(result)
  }

  private static func decodeLatin1(_ source: UnsafeRawBufferPointer, into result: ByteBlock) -> Bool
  {
    let target = unsafe result.room
    var written = 0
    var position = 0
    while position < source.count {
      let byte = unsafe source[position]
      position += 1
      if byte < 0x80 {
        unsafe target[written] = byte
      } else {
        // U+0080 to U+00FF are the two bytes C2..C3 80..BF.
        guard byte == 0xc2 || byte == 0xc3, position < source.count,
          unsafe source[position] & 0xc0 == 0x80
        else { return false }
        unsafe target[written] = (byte & 3) << 6 | (source[position] & 0x3f)
        position += 1
      }
      written += 1
    }
    result.filled(written)
    return true
  }

  private mutating func byteString(_ arguments: [PickleValue]) throws(Failure) -> PickleValue {
    switch arguments.first {
    case nil: return bytes(ByteBlock())
    case .bytes(let index)? where arguments.count == 1: return .bytes(index)
    case .text(let index)? where arguments.count == 2: return try latin1(index)
    default: throw wrongArguments()
    }
  }

  private func wrongArguments() -> Failure {
    fail("the pickle is damaged: an array is not described as NumPy describes one")
  }
}
