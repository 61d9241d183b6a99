public import Figures

/// A figure with what a reader needs beside it.
public struct Illustration: Sendable, Equatable {
  /// The picture.
  public var figure: Figure
  /// What is to be seen, for readers who do not see it; a sentence or two.
  public var alt: String
  /// How to read it, a sentence or two below the picture.
  public var howToRead: String

  /// Puts words to a figure.
  ///
  /// - Parameters:
  ///   - figure: the picture.
  ///   - alt: what is to be seen.
  ///   - howToRead: how to read it.
  public init(_ figure: Figure, alt: String, howToRead: String) {
    self.figure = figure
    self.alt = alt
    self.howToRead = howToRead
  }
}
