namespace Tamma.Security.Secrets;

/// <summary>A secret could not be kept or read. The message says what to do and never holds the secret.</summary>
public sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner);
