using Tamma.Events;

namespace Tamma.Search.Embedding;

/// <summary>What an embedding server answered cannot be used. The message is for the operator.</summary>
public sealed class EmbeddingException(string message) : Exception(message)
{
    /// <summary>What can be shown of a failure; foreign messages may hold anything.</summary>
    internal static string Shown(Exception failure) => failure is EmbeddingException or HttpRequestException or StorageException ? failure.Message : failure.GetType().Name;
}
