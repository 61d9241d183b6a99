package import Events
package import Files
package import MLPF

extension Ranks {
  /// Makes event stores of DELPHES files: each rank of about as many bytes, with several workers.
  ///
  /// - Parameters:
  ///   - files: the same on all ranks, in a folder that all see.
  ///   - folder: where the stores go.
  ///   - workers: files at a time on each rank.
  ///   - progress: told of this rank's files.
  /// - Returns: all stores; as converted counts what any rank has converted.
  /// - Throws: `Failure` from the conversion, and when a rank does not answer.
  package func convert(
    _ files: [String], into folder: String, workers: Int, progress: any Progress
  ) throws(Failure) -> Conversion {
    guard count > 1 else {
      return try Conversion.convert(
        files: files, into: folder, workers: workers, progress: progress)
    }
    // Before any is made: two ranks must not write the same store.
    try Conversion.checkDistinct(files, in: folder)
    // A file that cannot be looked at is said to be so by the rank that converts it.
    let sizes = files.map { FileStamp($0)?.size ?? 0 }
    let own = share(of: sizes).map { files[$0] }
    let conversion = try Conversion.convert(
      files: own, into: folder, workers: workers, progress: progress)
    // One rank may have all the work: ten minutes a file are more than any needs.
    try wait(patience: .seconds(600 * (1 + files.count / count)))
    var numbers = [conversion.converted, conversion.skipped]
    try sum(&numbers)
    return Conversion(
      stores: files.map { Conversion.store(of: $0, in: folder) }, converted: numbers[0],
      skipped: numbers[1])
  }
}
