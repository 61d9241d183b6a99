/// What a user does at the keyboard.
enum Key: Equatable {
  /// One typed character, or a part of one.
  case text(String)
  /// Text put in all at once, which may have several lines.
  case pasted(String)
  case enter
  case tab
  case up, down, left, right
  case home, end
  case pageUp, pageDown
  /// Removes the character before the cursor.
  case backspace
  /// Removes the character at the cursor.
  case delete
  /// Control-W, Control-U and Control-K: remove a word, all before the cursor, all behind it.
  case deleteWord, deleteToStart, deleteToEnd
  case escape
  /// Control-C.
  case interrupt
  /// Control-D, which ends the input on an empty line.
  case endOfInput
  /// Control-Z.
  case suspend
  /// Control-L, or a window of another size.
  case redraw
}
