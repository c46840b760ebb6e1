namespace Tamma.Providers.Chat;

/// <summary>What the server says it took; null where it says nothing. Ollama's durations (nanoseconds) and llama.cpp's <c>timings</c>.</summary>
/// <param name="Load">Bringing the model into memory.</param>
/// <param name="Prompt">Reading the prompt.</param>
/// <param name="Output">Writing the answer.</param>
/// <param name="Total">All of it.</param>
public sealed record ChatTimings(TimeSpan? Load, TimeSpan? Prompt, TimeSpan? Output, TimeSpan? Total);
