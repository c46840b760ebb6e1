using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers;

namespace Tamma.Server.Tests.Running;

/// <summary>A source that says what a test tells it to say.</summary>
internal sealed class StubListing(Source source) : IListing
{
    private volatile Answer _answer = new([], 0);
    private int _served = -1;

    public Source Source => source;

    public string? Credential { get; init; }

    /// <summary>When set, the answer waits for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>Thrown instead of an answer.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Whether the newest answer has been given.</summary>
    public bool HasServed => Volatile.Read(ref _served) == _answer.Number;

    public void Say(params IEnumerable<Claim> claims) => _answer = new([.. claims.OrderBy(claim => claim.Key)], _answer.Number + 1);

    public async Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var answer = _answer;
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(cancellationToken);
        }

        Volatile.Write(ref _served, answer.Number);
        return Fault is { } fault ? throw fault : new Listing.Complete
        {
            Documents = [],
            Claims = answer.Claims,
            State = new() { Source = source.Id, Claims = answer.Claims.Length, Url = "http://stub.invalid/" },
        };
    }

    /// <summary>What this source says of a model.</summary>
    public Claim Claim(string key, params ReadOnlySpan<(string Field, object Value)> values)
    {
        var parsed = ModelKey.TryParse(key, out var model) ? model : ModelKey.ForProvider(key);
        var fields = new FieldSet.Builder();
        foreach (var (field, value) in values)
        {
            fields.Set(FieldRegistry.For(parsed).FindOrExtra(field), value switch
            {
                string text => FieldValue.Text(text),
                bool flag => FieldValue.Flag(flag),
                int number => FieldValue.Number(number),
                decimal number => FieldValue.Number(number),
                string[] words => FieldValue.Words([.. words]),
                _ => throw new ArgumentOutOfRangeException(nameof(values), field, "No value of this kind."),
            });
        }

        return new()
        {
            Source = source.Id,
            Key = parsed,
            Kind = source.Id.ConnectionId is null ? ClaimKind.Reference : ClaimKind.Offer,
            SourceRef = parsed.Id,
            Values = fields.Build(),
        };
    }

    private sealed record Answer(ImmutableArray<Claim> Claims, int Number);
}
