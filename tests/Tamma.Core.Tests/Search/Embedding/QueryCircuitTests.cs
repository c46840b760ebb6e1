using Microsoft.Extensions.Time.Testing;
using Tamma.Search.Embedding;
using Xunit;

namespace Tamma.Core.Tests.Search.Embedding;

public sealed class QueryCircuitTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly QueryCircuit _circuit;

    public QueryCircuitTests() => _circuit = new(_clock);

    [Fact]
    public void Only_failures_in_a_row_open_it()
    {
        Fail(QueryCircuit.Failures - 1);
        _circuit.Succeeded();
        Fail(QueryCircuit.Failures - 1);
        Assert.Equal((QueryTurn.Ask, null), (_circuit.Turn(), _circuit.Open));

        Fail(1);
        Assert.Equal((QueryTurn.Leave, "dead"), (_circuit.Turn(), _circuit.Open));
    }

    [Fact]
    public void After_a_rest_one_probes_and_the_others_leave_it_alone()
    {
        Fail(QueryCircuit.Failures);
        _clock.Advance(QueryCircuit.Rest - TimeSpan.FromTicks(1));
        Assert.Equal(QueryTurn.Leave, _circuit.Turn());

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([QueryTurn.Probe, QueryTurn.Leave], [_circuit.Turn(), _circuit.Turn()]);
        _clock.Advance(QueryCircuit.Rest);
        Assert.Equal(QueryTurn.Probe, _circuit.Turn());
    }

    [Fact]
    public void Failures_of_those_who_asked_before_do_not_put_the_probe_off()
    {
        Fail(QueryCircuit.Failures);
        _clock.Advance(QueryCircuit.Rest / 2);
        Fail(1);
        _clock.Advance(QueryCircuit.Rest / 2);

        Assert.Equal(QueryTurn.Probe, _circuit.Turn());
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _circuit.Failed("dead");
        }
    }
}
