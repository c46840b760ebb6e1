using System.CommandLine;
using System.CommandLine.Parsing;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>The options that say which models are meant.</summary>
internal sealed class ModelFilters
{
    private readonly Argument<string[]> _asked = FreeWords.Create("what", "A provider's id; or what the models must be, in plain words, which is a search.");
    private readonly Option<string?> _filter = new("--filter", "-f") { Description = "What must hold, in the filter language; docs/filters.md has it.", HelpName = "filter" };
    private readonly Option<string[]> _words = new("--query", "-q") { Description = "A word that key or name holds; may be repeated.", HelpName = "word" };
    private readonly Option<bool?> _tools = Flag("--tool-call", "Calls tools.", "--tools");
    private readonly Option<bool?> _reasoning = Flag("--reasoning", "Reasons before it answers.");
    private readonly Option<bool?> _structured = Flag("--structured-output", "Answers in a given JSON schema.", "--schemas");
    private readonly Option<bool?> _attachment = Flag("--attachment", "Takes files.");
    private readonly Option<bool?> _open = Flag("--open-weights", "Weights can be downloaded.");
    private readonly Option<string?> _capability = new("--capability") { Description = "Is known to have these: tool_calling,vision; anybody's names will do.", HelpName = "names" };
    private readonly Option<string?> _input = new("--input") { Description = "Takes this: text, image, audio, video, pdf.", HelpName = "modality" };
    private readonly Option<string?> _output = new("--output") { Description = "Gives this.", HelpName = "modality" };
    private readonly Option<long?> _context = new("--min-context") { Description = "Tokens of context at least: 200k, 1M.", HelpName = "tokens", CustomParser = ReadTokens };
    private readonly Option<decimal?> _price = new("--max-input-price") { Description = "Dollars for a million input tokens at most.", HelpName = "dollars" };
    private readonly Option<string?> _pricing = new("--pricing-status") { Description = "known, free, subscription or unknown; an unknown price is not free.", HelpName = "status" };
    private readonly Option<string?> _status = new("--status") { Description = "alpha, beta, deprecated or active.", HelpName = "status" };
    private readonly Option<string?> _stage = new("--stage") { Description = "preview, active, deprecated, retired or gone.", HelpName = "stage" };
    private readonly Option<string?> _availability = new("--availability") { Description = "listed, missing or removed.", HelpName = "availability" };
    private readonly Option<string[]> _tags = new("--tag") { Description = "Has this tag of yours; may be repeated.", HelpName = "tag" };
    private readonly Option<string?> _hidden = new("--hidden") { Description = "Hidden models: exclude (default), include or only.", HelpName = "exclude|include|only" };
    private readonly Option<string?> _scope = new("--scope") { Description = "mine: what a connection offers (default). all: what is known from public claims too.", HelpName = "mine|all" };
    private readonly Option<bool> _all = new("--all", "-a") { Description = "The same as --scope all." };
    private readonly Option<string?> _asOf = new("--as-of") { Description = "What the catalogue said then: a time, a day, monday, 2d, or a position.", HelpName = "when" };
    private readonly Option<string?> _sort = new("--sort") { Description = "key, name, or a field such as cost.input or -release_date.", HelpName = "field" };

    public void AddTo(Command command)
    {
        command.Add(_asked);
        Option[] options =
        [
            _filter, _words, _tools, _reasoning, _structured, _attachment, _open, _capability, _input, _output, _context, _price, _pricing, _status, _stage, _availability,
            _tags, _hidden,
            _scope, _all, _asOf, _sort,
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>What stands beside the options: a provider, or words.</summary>
    public string Asked(Session session) => string.Join(' ', session.Parsed.GetValue(_asked) ?? []).Trim();

    /// <summary>All but <see cref="Asked"/>.</summary>
    public ModelQuery Read(Session session)
    {
        var parsed = session.Parsed;
        return new()
        {
            Scope = parsed.GetValue(_all) ? "all" : parsed.GetValue(_scope),
            Filter = parsed.GetValue(_filter),
            Text = parsed.GetValue(_words) is { Length: > 0 } words ? string.Join(' ', words) : null,
            ToolCall = parsed.GetValue(_tools),
            Reasoning = parsed.GetValue(_reasoning),
            StructuredOutput = parsed.GetValue(_structured),
            Attachment = parsed.GetValue(_attachment),
            OpenWeights = parsed.GetValue(_open),
            Capability = parsed.GetValue(_capability),
            Input = parsed.GetValue(_input),
            Output = parsed.GetValue(_output),
            MinContext = parsed.GetValue(_context),
            MaxInputPrice = parsed.GetValue(_price),
            PricingStatus = parsed.GetValue(_pricing),
            Status = parsed.GetValue(_status),
            Stage = parsed.GetValue(_stage),
            Availability = parsed.GetValue(_availability),
            Tag = parsed.GetValue(_tags) is { Length: > 0 } tags ? string.Join(',', tags) : null,
            Hidden = parsed.GetValue(_hidden),
            Sort = parsed.GetValue(_sort),
            AsOf = parsed.GetValue(_asOf) is { } asOf ? Since.Read(asOf, session.Time).ToAsOf() : null,
        };
    }

    /// <summary><c>--tools</c> alone means true; <c>--tools false</c> asks for the known absence.</summary>
    private static Option<bool?> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.ZeroOrOne, HelpName = "true|false", CustomParser = ReadFlag };

    private static bool? ReadFlag(ArgumentResult result)
    {
        if (result.Tokens is [])
        {
            return true;
        }

        if (bool.TryParse(result.Tokens[0].Value, out var flag))
        {
            return flag;
        }

        result.AddError($"'{result.Tokens[0].Value}' is neither true nor false. Put the provider before the options.");
        return null;
    }

    private static long? ReadTokens(ArgumentResult result)
    {
        if (Figures.TryParseTokens(result.Tokens[0].Value, out var tokens))
        {
            return tokens;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no number of tokens. Write 200000, 200k or 1M.");
        return null;
    }
}
