#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lets deeply nested work go on when the thread's own stack could run out.
///
/// Templates may nest as deeply as `NestingLimit` says, on any thread; a worker of Dispatch has
/// only 512 kB. Once the work has used up its share, it goes on in a thread with a large stack,
/// for which this one waits.
final class DeepStack {
  /// The share of the caller's stack, in bytes.
  private static let share: UInt = 128 * 1024
  /// The stack of the other thread in bytes; only what is used of it takes memory.
  private static let size = 256 * 1024 * 1024

  private let start = DeepStack.position()
  private var isDeep = false

  /// Does the work here, or in the other thread if there is little room.
  func deepened<Result>(
    _ body: () throws(TemplateError) -> Result
  ) throws(TemplateError) -> Result {
    if isDeep { return try body() }
    let here = Self.position()
    guard (here > start ? here - start : start - here) > Self.share else { return try body() }
    isDeep = true
    defer { isDeep = false }
    return try Self.run(body)
  }

  /// Does the work in a thread with a large stack.
  static func run<Result>(
    _ body: () throws(TemplateError) -> Result
  ) throws(TemplateError) -> Result {
    var result: Swift.Result<Result, TemplateError>?
    let started = withoutActuallyEscaping({
      do throws(TemplateError) {
        result = .success(try body())
      } catch {
        result = .failure(error)
      }
    }) { start(Work($0)) }
    guard started, let result else {
      throw TemplateError(.limit, "the template is nested too deeply for the memory that is left")
    }
    return try result.get()
  }

  fileprivate final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Starts the thread and waits for its end; `false` if the system has no room for it.
  private static func start(_ work: Work) -> Bool {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    var attributes = pthread_attr_t()
    guard unsafe pthread_attr_init(&attributes) == 0,
      unsafe pthread_attr_setstacksize(&attributes, size) == 0
    else { return false }
    let context = unsafe Unmanaged.passUnretained(work).toOpaque()
    let status = unsafe pthread_create(&thread, &attributes, perform, context)
    unsafe pthread_attr_destroy(&attributes)
    #if canImport(Darwin)
      guard let thread else { return false }
    #endif
    return status == 0 && withExtendedLifetime(work) { pthread_join(thread, nil) } == 0
  }

  /// About where the stack is now.
  private static func position() -> UInt {
    var mark: UInt8 = 0
    return unsafe withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
  }
}

/// What the thread does; the one that started it holds on to the work until it is done.
#if canImport(Darwin)
  private let perform: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
    unsafe Unmanaged<DeepStack.Work>.fromOpaque($0).takeUnretainedValue().body()
    return nil
  }
#else
  private let perform: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    guard let context = unsafe $0 else { return nil }
    unsafe Unmanaged<DeepStack.Work>.fromOpaque(context).takeUnretainedValue().body()
    return nil
  }
#endif
