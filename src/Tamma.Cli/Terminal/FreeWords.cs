using System.CommandLine;
using System.CommandLine.Parsing;

namespace Tamma.Cli.Terminal;

/// <summary>Any number of words. What looks like an option and is none would be taken for a word, and its mistake would never be told.</summary>
internal static class FreeWords
{
    public static Argument<string[]> Create(string name, string description)
    {
        var words = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.ZeroOrMore };
        words.Validators.Add(Check);
        return words;
    }

    private static void Check(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.Length > 1 && token.Value[0] == '-') is { } odd)
        {
            result.AddError($"There is no option '{odd.Value}' here; --help lists them all.");
        }
    }
}
