using Tamma.Benchmarks.Shapes;
using Tamma.Benchmarks.Statistics;
using Tamma.Client.Benchmarks;
using Tamma.Providers.Chat;

namespace Tamma.Load.Prompts;

/// <summary>Makes the forms of a plan's requests, before anything is sent.</summary>
internal sealed class FormMaking(LoadPlan plan, ChatProtocol protocol, Tokens tokens)
{
    /// <summary>Different lengths of a run.</summary>
    private const int Most = 64;

    /// <summary>Bytes of all forms together. Where prompts are so long that it is reached there are fewer forms, and at least one.</summary>
    private const long MostHeld = 256L << 20;

    /// <summary>Asks for more than any limit of tokens allows, so that it is the limit that ends an answer. Eight tokens, as a test finds.</summary>
    private const string Wish = "\nWrite a long story about these.";
    private const int WishTokens = 8;
    private const int ShortestWithWish = 32;

    private readonly SeededDice _dice = new((uint)plan.Seed);
    private readonly LoadWorkload _workload = plan.Workload;

    public List<Form> Make() => _workload.Prompts is { } own ? Own(own) : Made();

    /// <summary>A run of fewer requests has as many forms, so that their lengths stand for the whole distribution.</summary>
    private int Count => plan.WarmupSeconds == 0 ? Math.Min(Most, plan.Requests ?? Most) : Most;

    private List<Form> Made()
    {
        var inputs = Read(_workload.InputLengths, _workload.InputTokens).Draw(Count, _dice);
        var outputs = Read(_workload.OutputLengths, _workload.OutputTokens).Draw(Count, _dice);
        var prefix = _workload.SharedPrefixTokens > 0 ? Words.Of(_workload.SharedPrefixTokens, _dice) + " " : "";
        var tools = LoadWords.Tools(_workload.Tools);
        var (forms, held) = (new List<Form>(), 0L);
        foreach (var (input, output) in inputs.Zip(outputs))
        {
            var marks = Math.Min(Words.InMark, input);
            var text = Text(input - marks);
            var form = Form(mark => new() { Model = plan.Model, Prompt = $"{prefix}{mark}{text}", Tools = tools }, marks, prefix.Length / Words.Pitch + input, output);
            held += form.Body.Length;
            if (forms.Count > 0 && held > MostHeld)
            {
                break;
            }

            forms.Add(form);
        }

        return forms;
    }

    /// <summary>What stands behind the mark.</summary>
    private string Text(int count) => count switch
    {
        0 => "",
        < ShortestWithWish => " " + Words.Of(count, _dice),
        _ => $" {Words.Of(count - WishTokens, _dice)}{Wish}",
    };

    private List<Form> Own(IReadOnlyList<LoadPrompt> own)
    {
        var outputs = Read(_workload.OutputLengths, _workload.OutputTokens).Draw(own.Count, _dice);
        var isCounted = tokens.Counts(own.Sum(LoadWords.Characters));
        var shared = LoadWords.Tools(_workload.Tools);
        return
        [
            .. own.Select((prompt, index) =>
            {
                var messages = LoadWords.Messages(prompt);
                var tools = prompt.Tools is { } some ? LoadWords.Tools(some) : shared;
                var marks = _workload.Unique ? Words.InMark : 0;

                // The mark and the end of its line.
                var count = messages.Sum(message => tokens.Of(message.Text, isCounted)) + (marks > 0 ? marks + 1 : 0);
                return Form(mark => LoadWords.Request(plan.Model, messages, mark is "" ? "" : $"{mark}\n") with { Tools = tools }, marks, count, prompt.MaxTokens ?? outputs[index]);
            }),
        ];
    }

    /// <summary>Where the mark stands is found by writing two and looking where they differ: what a text looks like in JSON is its writer's business.</summary>
    private Form Form(Func<string, ChatRequest> request, int marks, int input, int output)
    {
        var body = Body(Filled('a'));
        return new(body, marks == 0 ? 0 : body.AsSpan().CommonPrefixLength(Body(Filled('b'))), marks, input, output);

        byte[] Body(string mark) => ChatRequests.Body(protocol, request(mark) with { MaxTokens = output, Stream = plan.Stream, Seed = plan.Seed }, Dialect(plan.Dialect)).ToArray();

        string Filled(char letter) => new(letter, Math.Max(0, (marks * Words.Pitch) - 1));
    }

    private static ChatDialect? Dialect(LoadDialect? dialect) => dialect is null ? null : new()
    {
        CompletionTokens = dialect.CompletionTokens,
        IncludeUsage = dialect.IncludeUsage,
        NoObfuscation = dialect.NoObfuscation,
        FewestTokens = dialect.FewestTokens,
    };

    private static Lengths Read(string? text, int? tokens) => text is null ? new Lengths.Fixed(tokens ?? LoadWorkload.UsualTokens) : LengthsText.Read(text).Lengths!;
}
