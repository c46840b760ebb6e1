using SQLitePCL;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Storage.Sqlite;
using Xunit;

namespace Tamma.Storage.Tests.Sqlite;

/// <summary>What lies in the file may be older than the code that reads it.</summary>
public sealed class StoredFormTests
{
    [Fact]
    public void Each_field_keeps_its_own_origin_when_the_registry_has_changed()
    {
        // In another order than today's, with a field that is registered no more and values that are no longer of their type.
        var json = """{"limit.context":5,"gone":"ä","name":"x","tool_call":"perhaps","variants":[1],"cost.input":null}"""u8;
        byte[] origins = [.. Enumerable.Range(1, 6).SelectMany(i => (byte[])[(byte)i, 0, 0, 0, 0, 0, 0])];

        var (values, read) = new StoredFields(new()).Read(json, origins, FieldRegistry.Models);

        Same.Texts(
            ["name=x by 3", "tool_call=\"perhaps\" by 4", "variants=[1] by 5", "limit.context=5 by 1", "extra.gone=\"ä\" by 2"],
            values.Select((pair, i) => $"{pair.Key}={pair.Value} by {read[i].Source}"));
    }

    [Fact]
    public void Values_that_repeat_are_one_object()
    {
        var fields = new StoredFields(new());
        var json = """{"family":"gpt","modalities.input":["text"],"reasoning_options":[{"a":1}]}"""u8;

        var (first, second) = (fields.Read(json, FieldRegistry.Models), fields.Read(json, FieldRegistry.Models));

        Assert.Same(first[Samples.Field("family")]!.Value.AsText(), second[Samples.Field("family")]!.Value.AsText());
        Assert.Same(first[Samples.Field("reasoning_options")]!.Value.AsJson(), second[Samples.Field("reasoning_options")]!.Value.AsJson());
        Assert.Equal(first[Samples.Field("modalities.input")]!.Value.AsWords(), second[Samples.Field("modalities.input")]!.Value.AsWords());
    }

    [Theory]
    [InlineData(typeof(Availability), "Listed Missing Removed")]
    [InlineData(typeof(Access), "Unverified Callable Refused NoCredential")]
    [InlineData(typeof(ClaimKind), "Reference Offer")]
    [InlineData(typeof(Cause), "Provider SourceAdded Policy Software Operator")]
    [InlineData(typeof(Severity), "Info Notice Warning Critical")]
    [InlineData(typeof(RunTrigger), "Schedule Start Manual")]
    [InlineData(typeof(RunState), "Queued Running Unchanged Succeeded Held Failed Cancelled")]
    [InlineData(typeof(ReviewKind), "Removal PriceJump PriceToZero LimitHalved")]
    [InlineData(typeof(ReviewState), "Open Accepted Rejected Withdrawn Flagged")]
    public void Numbers_that_stand_for_words_in_the_file_do_not_change(Type type, string words) =>
        Assert.StartsWith(words, string.Join(' ', Enumerable.Range(0, Enum.GetValues(type).Length).Select(number => Enum.GetName(type, number))), StringComparison.Ordinal);

    [Theory]
    [InlineData(raw.SQLITE_FULL, StorageFault.DiskFull)]
    [InlineData(raw.SQLITE_BUSY | (2 << 8), StorageFault.Busy)]
    [InlineData(raw.SQLITE_READONLY | (8 << 8), StorageFault.ReadOnly)]
    [InlineData(raw.SQLITE_CORRUPT | (1 << 8), StorageFault.Corrupt)]
    [InlineData(raw.SQLITE_NOTADB, StorageFault.Corrupt)]
    [InlineData(raw.SQLITE_IOERR | (3 << 8), StorageFault.Unavailable)]
    [InlineData(raw.SQLITE_CANTOPEN, StorageFault.Unavailable)]
    public void A_state_of_the_world_is_a_fault_with_words(int code, StorageFault fault)
    {
        var exception = Assert.IsType<StorageException>(SqliteFaults.From(code, "sqlite's words"));

        Assert.Equal(fault, exception.Fault);
        Assert.Contains("sqlite's words", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_constraint_is_a_mistake_of_ours() =>
        Assert.IsType<InvalidOperationException>(SqliteFaults.From(raw.SQLITE_CONSTRAINT, "UNIQUE"));
}
