using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Http;

namespace Tamma.Providers.Chat.Protocols;

/// <summary>What was read so far, and what of it was said already.</summary>
internal sealed class ChatDraft(IReadOnlyCollection<string> secrets)
{
    private const int LongestWord = 80;
    private const string Hidden = "[…]";

    private readonly HashSet<int> _calls = [];
    private List<ChatEvent> _events = [];
    private string? _model;
    private string? _id;
    private string? _finish;
    private ChatUsage? _usage;

    /// <summary>Of the frame that is read.</summary>
    public long Offset { get; set; }

    /// <summary>Whether the answer came to an end that its provider gave it.</summary>
    public bool IsOver { get; private set; }

    public bool HasCalls => _calls.Count > 0;

    /// <summary>What came since this was asked last.</summary>
    public IReadOnlyList<ChatEvent> Take()
    {
        if (_events.Count == 0)
        {
            return [];
        }

        var taken = _events;
        _events = [];
        return taken;
    }

    public void Start(string? modelName, string? answerId)
    {
        var (model, id) = (Name(modelName), Name(answerId));
        var isNews = (model is not null && model != _model) || (_model is null && id is not null && _id is null);
        _model = model ?? _model;
        _id = id ?? _id;
        if (isNews)
        {
            _events.Add(new ChatEvent.Started(Offset, _model, _id));
        }
    }

    public void Text(string? value, ChatPartKind kind, int? call = null)
    {
        if (value is { Length: > 0 })
        {
            _events.Add(new ChatEvent.Text(Offset, value, kind, call));
        }
    }

    /// <summary>The first time that the call of this index is named.</summary>
    public void Call(int index, string? name, string? id)
    {
        if (name is not null && _calls.Add(index))
        {
            _events.Add(new ChatEvent.ToolCall(Offset, name, id, index));
        }
    }

    public int NextCall => _calls.Count;

    public void Count(ChatUsage usage)
    {
        _usage = usage with { Cost = usage.Cost ?? _usage?.Cost, Timings = usage.Timings ?? _usage?.Timings };
        _events.Add(new ChatEvent.Usage(Offset, _usage));
    }

    /// <summary>A cost that comes by itself belongs to the tokens that came before.</summary>
    public void Cost(decimal cost) => Count((_usage ?? new()) with { Cost = cost });

    public void Finish(string? raw, ChatFinish? reason = null)
    {
        if (raw is not null && raw != _finish)
        {
            _finish = raw;
            IsOver = true;
            _events.Add(new ChatEvent.Finished(Offset, reason ?? FinishWords.Of(raw), Word(raw)));
        }
    }

    public void End()
    {
        IsOver = true;
        _events.Add(new ChatEvent.Ended(Offset));
    }

    public void Fail(ProviderError error) => Fail(error.Fault ?? ProviderFault.ServerError, error.Telling);

    /// <summary>As an error of the provider's form, whatever else is in it.</summary>
    public void Fail(JsonElement error) => Fail(ProviderError.From(error, secrets));

    public void Fail(ProviderFault fault, string? word = null)
    {
        // A part that cannot be read ends nothing: what follows it may be whole.
        IsOver |= fault is not (ProviderFault.Malformed or ProviderFault.TooLarge);
        _events.Add(new ChatEvent.Failed(Offset, fault, word));
    }

    public ProviderError? ErrorIn(JsonElement root) => ProviderError.Read(root, secrets);

    public void Unknown(string name) => _events.Add(new ChatEvent.Unknown(Offset, Word(name)));

    /// <summary>What no catalogue could hold is no name.</summary>
    private static string? Name(string? name) => name is { Length: <= ModelKey.LongestPart } && !name.Any(char.IsControl) ? name : null;

    /// <summary>A foreign word, short, and without what was sent.</summary>
    private string Word(string word) =>
        secrets.Any(secret => secret.Length > 0 && word.Contains(secret, StringComparison.OrdinalIgnoreCase)) ? Hidden
        : word.Length > LongestWord ? word[..LongestWord]
        : word;
}
