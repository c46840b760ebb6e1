namespace Tamma.Load;

/// <summary>Nothing could be measured. The message says what to do and holds no key.</summary>
internal sealed class LoadRefusedException(string message, Exception? inner = null) : Exception(message, inner);
