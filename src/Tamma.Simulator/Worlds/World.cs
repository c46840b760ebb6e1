using System.Text.Json.Nodes;
using Tamma.Simulator.Chat;
using Tamma.Simulator.Faults;

namespace Tamma.Simulator.Worlds;

/// <summary>One simulated server: its models, its credentials, its fault and the requests it has seen.</summary>
internal sealed class World(WorldSpec spec, Dice dice)
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<ModelKey, WorldModel> _models = [];
    private readonly Dictionary<string, ProviderSecrets> _secrets = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _connected = [];
    private WorldSnapshot? _snapshot;
    private long _version;
    private ActiveFault? _fault;
    private long _asked;
    private double _elapsed;

    public WorldSpec Spec => spec;

    public RequestLog Requests { get; } = new();

    public ChatState Chat { get; } = new(spec.Chat);

    public FaultSpec? Fault
    {
        get
        {
            lock (_gate)
            {
                return _fault?.Spec;
            }
        }
    }

    public WorldSnapshot Read()
    {
        lock (_gate)
        {
            return _snapshot ??= new()
            {
                Version = _version,
                Models = [.. _models.Values],
                Connected = _connected,
                Secrets = _secrets.ToDictionary(StringComparer.Ordinal),
            };
        }
    }

    /// <summary>False when a model of that key is there already; it is left as it was.</summary>
    public bool TryAdd(WorldModel model)
    {
        lock (_gate)
        {
            return _models.TryAdd(model.Key, model) && Changed();
        }
    }

    /// <summary>The model with a provider: without one it goes where the others are, and the first one gets the world's name.</summary>
    public WorldModel Place(WorldModel model) => model.Provider.Length > 0
        ? model
        : model with { Provider = Read().Models is [var first, ..] ? first.Provider : spec.Name };

    public void AddRange(IEnumerable<WorldModel> models)
    {
        lock (_gate)
        {
            foreach (var model in models)
            {
                _models[model.Key] = model;
            }

            Changed();
        }
    }

    /// <summary>False when there is no such model, or when the change would give it the key of another.</summary>
    public bool TryReplace(ModelKey key, Func<WorldModel, WorldModel> change)
    {
        lock (_gate)
        {
            if (!_models.TryGetValue(key, out var before))
            {
                return false;
            }

            var after = change(before);
            if (after.Key != key)
            {
                if (_models.ContainsKey(after.Key))
                {
                    return false;
                }

                var index = _models.IndexOf(key);
                _models.RemoveAt(index);
                _models.Insert(index, after.Key, after);
                return Changed();
            }

            _models[key] = after;
            return Changed();
        }
    }

    public bool TryRemove(ModelKey key)
    {
        lock (_gate)
        {
            return _models.Remove(key) && Changed();
        }
    }

    public void Connect(IReadOnlyList<string> providers)
    {
        lock (_gate)
        {
            _connected = providers;
            Changed();
        }
    }

    public void SetSecrets(string provider, string? key, JsonObject? options)
    {
        lock (_gate)
        {
            _secrets[provider] = new(key, options);
            Changed();
        }
    }

    public void SetFault(FaultSpec? fault)
    {
        lock (_gate)
        {
            _fault = fault is null ? null : new(fault);
        }
    }

    /// <summary>Moves the world's clock on and gives the steps of its script whose time has come, in their order.</summary>
    public IReadOnlyList<ScriptStep> Advance(double seconds)
    {
        lock (_gate)
        {
            var from = _elapsed;
            _elapsed += seconds;

            // A step at the very beginning is due with the first advance.
            return [.. (spec.Script ?? []).Where(step => step.AtSeconds <= _elapsed && (step.AtSeconds > from || (from == 0 && step.AtSeconds == 0))).OrderBy(step => step.AtSeconds)];
        }
    }

    /// <summary>The fault that strikes this request, or null. Counts the strike.</summary>
    public FaultSpec? TakeFault(int page)
    {
        lock (_gate)
        {
            return _fault?.Strike(page, dice);
        }
    }

    /// <summary>Counts a request and gives its number; the first is 1.</summary>
    public long Count() => Interlocked.Increment(ref _asked);

    /// <summary>The one model of that id, of that provider if one is named; null for none or several.</summary>
    public ModelKey? KeyOf(string id, string? provider)
    {
        var found = Read().Models
            .Where(model => model.Id == id && (provider is null || model.Provider == provider))
            .Take(2)
            .ToList();
        return found is [var only] ? only.Key : null;
    }

    /// <summary>Dice for one answer.</summary>
    public Dice RollDice()
    {
        lock (_gate)
        {
            return new(dice.Next());
        }
    }

    private bool Changed()
    {
        _version++;
        _snapshot = null;
        return true;
    }
}
