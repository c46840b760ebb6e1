namespace Tamma.Client.Benchmarks.Prompts;

/// <summary>A file of prompts or functions that cannot be used. The message names the file, the line, what is wrong and what to do.</summary>
public sealed class PromptFileException : Exception
{
    internal PromptFileException(string file, string what)
        : base($"{file}: {what}")
    {
    }

    internal PromptFileException(string file, int line, string what)
        : base(FormattableString.Invariant($"{file}, line {line}: {what}"))
    {
    }
}
