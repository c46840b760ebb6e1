using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>
/// All connections: those of the configuration, those that were added while the service ran, and those that were found. Reading
/// takes no lock. One change at a time; each is stored, told in the log, and in effect when it returns.
/// </summary>
public sealed partial class ConnectionBook : IDisposable
{
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IServiceProvider _services;
    private readonly IConnectionStore _store;
    private readonly LiveSources _sources;
    private readonly ConfiguredConnections _configured;
    private readonly DiscoveryConnections _others;
    private readonly MyProviders _mine;
    private readonly ConnectionReader _reader;
    private readonly IBell _bell;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile ImmutableSortedDictionary<string, BookedConnection> _all;

    public ConnectionBook(IServiceProvider services)
    {
        _services = services;
        _store = services.GetRequiredService<IConnectionStore>();
        _sources = services.GetRequiredService<LiveSources>();
        _configured = services.GetRequiredService<ConfiguredConnections>();
        _others = services.GetRequiredService<DiscoveryConnections>();
        _mine = services.GetRequiredService<MyProviders>();
        _reader = new([.. services.GetServices<ProviderType>()]);
        _bell = services.GetRequiredService<IBell>();
        _time = services.GetRequiredService<TimeProvider>();
        _logger = services.GetRequiredService<ILogger<ConnectionBook>>();
        _all = _configured.All.ToImmutableSortedDictionary(options => options.Id, Configured, StringComparer.Ordinal);
    }

    /// <summary>All of them, by id.</summary>
    public ImmutableSortedDictionary<string, BookedConnection> All => _all;

    /// <summary>As readers of models see them.</summary>
    public IReadOnlyList<ConnectionView> Views =>
    [
        .. from connection in _all.Values
           select new ConnectionView(connection.Id, connection.Options.Provider, connection.Options.Simulated, connection.Enabled, connection.Options.Bills, connection.IsLocal),
        .. _others.Views.Where(view => !_all.ContainsKey(view.Id)),
    ];

    /// <summary>Completes when the service has been set going with what is kept; changes may come from then on.</summary>
    internal Task Loaded => _loaded.Task;

    /// <summary>Ids that the configuration leaves out.</summary>
    public ImmutableArray<string> LeftOut => _configured.LeftOut;

    public BookedConnection? Find(string id) => _all.GetValueOrDefault(id);

    /// <summary>Checks a definition without keeping it.</summary>
    /// <param name="draft">What is asked for; what it leaves out is taken from the known connection of its id.</param>
    /// <exception cref="ConnectionRefusedException">It has mistakes.</exception>
    public ConnectionOptions Read(ConnectionDraft draft) => Read(draft, Known(draft.Id));

    /// <summary>Adds a connection and reads it at once.</summary>
    /// <param name="draft">What is asked for; what it leaves out is taken from the known connection of its id.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait for the turn.</param>
    /// <exception cref="ConnectionRefusedException">Nothing was added.</exception>
    /// <exception cref="StorageException">Nothing was added.</exception>
    public async Task<BookedConnection> AddAsync(ConnectionDraft draft, string actor, CancellationToken cancellationToken)
    {
        // Whether the id is free is told with all else that is wrong, so it is asked first where it can be.
        if (draft.Id is { } id && Find(id) is { } taken)
        {
            throw Taken(taken);
        }

        var options = Read(draft);
        return await InTurnAsync(() => EnterAsync(options, ConnectionOrigin.Stored, actor, cancellationToken), cancellationToken);
    }

    /// <summary>Adds a server that was found on this machine; null when its id is taken or it is asked already.</summary>
    internal Task<BookedConnection?> AddFoundAsync(ConnectionOptions found, CancellationToken cancellationToken) =>
        InTurnAsync<BookedConnection?>(
            async () => _all.ContainsKey(found.Id) || LeftOut.Contains(found.Id, StringComparer.Ordinal)
                ? null
                : await EnterAsync(found with { Optional = true }, ConnectionOrigin.Found, actor: null, cancellationToken),
            cancellationToken);

    /// <summary>Reads a connection in another way, from after the run that is under way.</summary>
    /// <param name="id">Which.</param>
    /// <param name="draft">The whole definition as it shall be.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait for the turn.</param>
    /// <exception cref="ConnectionRefusedException">Nothing was changed.</exception>
    /// <exception cref="StorageException">Nothing was changed.</exception>
    public Task<BookedConnection> ChangeAsync(string id, ConnectionDraft draft, string actor, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            var before = Editable(id, "changed");
            if (draft.Id is { } other && other != id)
            {
                throw ConnectionRefusedException.Of([new("id", $"cannot be changed; add '{other}' and remove '{id}'")]);
            }

            var options = Read(draft with { Id = id }, known: null);
            RefuseTwin(options);
            var after = before with { Options = options with { Optional = before.Origin is ConnectionOrigin.Found }, Problem = null, UpdatedAt = _time.GetUtcNow() };
            if (ConnectionEvents.AreSame(before, after))
            {
                return before;
            }

            var operation = Operation(after);
            var source = SourceId.Connection(id);
            if (Leaving(before.Options, options) is { } leaving)
            {
                // A run that is under way would bring back what shall go.
                await _sources.LeaveAsync(source, cancellationToken);
                await _sources.WithdrawAsync(source, leaving, actor, CancellationToken.None);
            }

            await SaveAsync(after, [ConnectionEvents.Changed(before, after, actor, _time.GetUtcNow())], CancellationToken.None);
            await PublishAsync(_all.SetItem(id, after));
            if (after.Enabled)
            {
                await _sources.EnterAsync(operation, CancellationToken.None);
            }

            return after;
        },
        cancellationToken);

    /// <summary>Switches a connection on or off, a configured one too: that is kept beside its configuration.</summary>
    /// <exception cref="ConnectionRefusedException">There is none of this id.</exception>
    /// <exception cref="StorageException">Nothing was changed.</exception>
    public Task<BookedConnection> EnableAsync(string id, bool enabled, string actor, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            var before = Find(id) ?? throw Unknown(id);
            if (before.Enabled == enabled)
            {
                return before;
            }

            var now = _time.GetUtcNow();
            var after = before with { Enabled = enabled, UpdatedAt = now, CreatedAt = before.CreatedAt ?? now };
            await SaveAsync(after, [ConnectionEvents.Changed(before, after, actor, now)], cancellationToken);
            if (!enabled)
            {
                await _sources.LeaveAsync(SourceId.Connection(id), CancellationToken.None);
            }

            await PublishAsync(_all.SetItem(id, after));
            if (after.IsRead)
            {
                await _sources.EnterAsync(Operation(after), CancellationToken.None);
            }

            return after;
        },
        cancellationToken);

    /// <summary>Removes a connection and all that it said. A run that is under way is cancelled first.</summary>
    /// <returns>How many models it named.</returns>
    /// <exception cref="ConnectionRefusedException">Nothing was removed.</exception>
    /// <exception cref="StorageException">It is still there.</exception>
    public Task<int> RemoveAsync(string id, string actor, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            var connection = Editable(id, "removed");
            var source = SourceId.Connection(id);
            await _sources.LeaveAsync(source, cancellationToken);
            try
            {
                // What it said goes first: were the connection forgotten before, its models would stand for ever if we stopped in between.
                var withdrawn = await _sources.WithdrawAsync(source, _ => true, actor, CancellationToken.None);
                _bell.Ring(await _store.RemoveAsync(id, [ConnectionEvents.Removed(connection, withdrawn, actor, _time.GetUtcNow())], CancellationToken.None));
                await PublishAsync(_all.Remove(id));
                return withdrawn;
            }
            catch (StorageException) when (connection.IsRead)
            {
                await _sources.EnterAsync(Operation(connection), CancellationToken.None);
                throw;
            }
        },
        cancellationToken);

    public void Dispose() => _turn.Dispose();
}
