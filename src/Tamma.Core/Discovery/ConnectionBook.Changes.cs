using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <content>How the book is read at a start, what it refuses, and how a change is put into effect.</content>
public sealed partial class ConnectionBook
{
    /// <summary>Reads what is kept. Before the sources are registered and planned.</summary>
    internal async Task LoadAsync(CancellationToken cancellationToken)
    {
        var all = _all.ToBuilder();
        foreach (var kept in await _store.ReadAsync(cancellationToken))
        {
            if (all.TryGetValue(kept.Id, out var configured))
            {
                // The configuration says how it is; only the switch is ours.
                all[kept.Id] = configured with { Enabled = kept.Enabled, CreatedAt = kept.CreatedAt, UpdatedAt = kept.UpdatedAt };
                if (kept.Definition is not null)
                {
                    LogShadowed(kept.Id);
                }
            }
            else if (kept.Definition is { } options)
            {
                all[kept.Id] = new()
                {
                    Options = options,
                    Origin = kept.Origin,
                    Enabled = kept.Enabled && !(kept.Origin is ConnectionOrigin.Found && LeftOut.Contains(kept.Id, StringComparer.Ordinal)),
                    CreatedAt = kept.CreatedAt,
                    UpdatedAt = kept.UpdatedAt,
                    CreatedBy = kept.CreatedBy,
                };
            }
        }

        foreach (var connection in all.Values.ToList())
        {
            var id = SourceId.Connection(connection.Id);
            if (!connection.Enabled)
            {
                _sources.Omit(id);
            }
            else if (connection.Origin is not ConnectionOrigin.Configured)
            {
                try
                {
                    _sources.Bring(Operation(connection));
                }
                catch (InvalidOperationException ex)
                {
                    // Written by another build: the others are read all the same.
                    LogUnreadable(connection.Id, ex.Message);
                    all[connection.Id] = connection with { Problem = ex.Message };
                }
            }
        }

        _all = all.ToImmutable();
        _mine.Replace(Providers(), AnyAskedFor);
    }

    /// <summary>Sources are registered and planned.</summary>
    internal void Open() => _loaded.TrySetResult();

    private static BookedConnection Configured(ConnectionOptions options) => new() { Options = options, Origin = ConnectionOrigin.Configured };

    private ConnectionOptions Read(ConnectionDraft draft, ConnectionOptions? known) =>
        _reader.Read(draft, known, out var mistakes) ?? throw ConnectionRefusedException.Of(mistakes);

    /// <summary>What is known under an id without a configuration: type, address and the variable of the key.</summary>
    private static ConnectionOptions? Known(string? id) =>
        id is null ? null : WellKnown.Templates(TammaEnvironment.Variables()).FirstOrDefault(template => template.Id == id) is { } known ? known with { Optional = false } : null;

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<BookedConnection> EnterAsync(ConnectionOptions options, ConnectionOrigin origin, string? actor, CancellationToken cancellationToken)
    {
        if (Find(options.Id) is { } taken)
        {
            throw Taken(taken);
        }

        if (origin is ConnectionOrigin.Stored)
        {
            RefuseTwin(options);
        }

        if (!_sources.HasRoomFor(SourceId.Connection(options.Id)))
        {
            throw new ConnectionRefusedException(ConnectionRefusal.Taken, "This record has known 256 sources, which is the most that it can; use the id of one that was removed.");
        }

        var now = _time.GetUtcNow();
        var connection = new BookedConnection { Options = options, Origin = origin, CreatedAt = now, UpdatedAt = now, CreatedBy = actor };
        var operation = Operation(connection);
        await SaveAsync(connection, [ConnectionEvents.Added(connection, actor, now)], cancellationToken);
        await PublishAsync(_all.SetItem(options.Id, connection));
        await _sources.EnterAsync(operation, CancellationToken.None);
        return connection;
    }

    private SourceOperation Operation(BookedConnection connection) =>
        SourceOperation.For(connection.Options, _services) with { ComesAndGoes = connection.Origin is ConnectionOrigin.Found };

    private async Task SaveAsync(BookedConnection connection, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) => _bell.Ring(await _store.SaveAsync(
        new()
        {
            Id = connection.Id,
            Origin = connection.Origin,
            Definition = connection.Origin is ConnectionOrigin.Configured ? null : connection.Options,
            Enabled = connection.Enabled,
            CreatedAt = connection.CreatedAt ?? _time.GetUtcNow(),
            UpdatedAt = connection.UpdatedAt ?? _time.GetUtcNow(),
            CreatedBy = connection.CreatedBy,
        },
        events,
        cancellationToken));

    private async Task PublishAsync(ImmutableSortedDictionary<string, BookedConnection> next)
    {
        _all = next;
        await _sources.TellAsync(Views, CancellationToken.None);
        if (_mine.Replace(Providers(), AnyAskedFor))
        {
            _sources.RereadReferences();
        }
    }

    /// <summary>Those that are switched off count: what public documents say of their models stands too.</summary>
    private IEnumerable<string> Providers() => _all.Values.Select(connection => connection.Options.Provider);

    /// <summary>What is only looked for on this machine is nothing to discover (architecture §9.11).</summary>
    private bool AnyAskedFor => _all.Values.Any(connection => !connection.Options.Optional);

    private BookedConnection Editable(string id, string verb)
    {
        var connection = Find(id) ?? throw Unknown(id);
        return connection.Origin is not ConnectionOrigin.Configured ? connection : throw new ConnectionRefusedException(
            ConnectionRefusal.Configured,
            $"'{id}' is configured{(connection.Options.ConfiguredIn is { } place ? $" in {place}" : "")} and cannot be {verb} here; edit it there and start the server again. It can be switched off: disable.");
    }

    /// <summary>Two connections to one server are for two accounts; the same twice would only ask twice.</summary>
    private void RefuseTwin(ConnectionOptions options)
    {
        var twin = _all.Values.FirstOrDefault(other => other.Id != options.Id && other.Options.Type == options.Type && other.Options.Url == options.Url
            && other.Options.Provider == options.Provider && other.Options.Credential == options.Credential && other.Options.Username == options.Username
            && SameTexts(other.Options.Headers, options.Headers) && SameTexts(other.Options.Settings, options.Settings)
            && other.Options.Include.SequenceEqual(options.Include) && other.Options.Exclude.SequenceEqual(options.Exclude));
        if (twin is not null)
        {
            throw new ConnectionRefusedException(ConnectionRefusal.Taken, $"'{twin.Id}' is the same: it asks the same address with the same credential. Change that one, or give this one its own credential.");
        }
    }

    private static bool SameTexts(ImmutableDictionary<string, string> one, ImmutableDictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <summary>Which models a change of the definition takes away by itself; null when none. What another server does not list is for the guard.</summary>
    private static Func<ModelKey, bool>? Leaving(ConnectionOptions before, ConnectionOptions after)
    {
        if (before.Provider != after.Provider)
        {
            return _ => true;
        }

        if (before.Include.SequenceEqual(after.Include) && before.Exclude.SequenceEqual(after.Exclude))
        {
            return null;
        }

        var patterns = new IdPatterns(after.Include, after.Exclude);
        return key => !key.IsProvider && !patterns.Keeps(key.Id);
    }

    private static ConnectionRefusedException Taken(BookedConnection taken) => new(
        ConnectionRefusal.Taken,
        taken.Origin is ConnectionOrigin.Configured
            ? $"'{taken.Id}' is there already: it is configured{(taken.Options.ConfiguredIn is { } place ? $" in {place}" : "")}. Choose another id."
            : $"'{taken.Id}' is there already. Change it, or choose another id.");

    private ConnectionRefusedException Unknown(string id) => new(
        ConnectionRefusal.Unknown,
        Nearest.To(id, _all.Keys) is { } near ? $"There is no connection '{id}'. Did you mean '{near}'?"
        : _all.IsEmpty ? $"There is no connection '{id}', and no other either."
        : $"There is no connection '{id}'. There is: {string.Join(", ", _all.Keys)}.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Connection} was added here and is configured now; the configuration counts.")]
    private partial void LogShadowed(string connection);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Connection} is kept and cannot be read by this build: {What}")]
    private partial void LogUnreadable(string connection, string what);
}
