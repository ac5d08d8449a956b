// The oracle answers what Kubernetes and Flux would do, with their own code and without a server.
//
// It reads questions from its standard input, one JSON value a line, and answers each with one line, in the same
// order. An answer that has an `error` means that the code asked refused, or failed.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
)

// question is what every question has; each kind reads what it needs besides.
type question struct {
	Kind string `json:"kind"`
}

// answerer answers the questions of one kind.
type answerer func(question []byte) (any, error)

func main() {
	answerers := map[string]answerer{
		"artifact":    answerArtifact,
		"crds":        answerCrds,
		"envsubst":    answerEnvsubst,
		"releaseName": answerReleaseName,
		"render":      answerRender,
		"semver":      answerSemver,
		"substitute":  answerSubstitute,
		"validate":    answerValidate,
		"yaml":        answerYaml,
	}
	if err := serve(answerers); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}

func serve(answerers map[string]answerer) error {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			out.Write(append(answer(answerers, line), '\n'))
		}
		if err != nil {
			return out.Flush()
		}
		// Whoever asks one question at a time waits for its answer.
		if in.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
}

// answer is one line of JSON. Code that panics has failed on the question, as it would in a controller.
func answer(answerers map[string]answerer, line []byte) (encoded []byte) {
	defer func() {
		if r := recover(); r != nil {
			encoded = failure(fmt.Errorf("panic: %v", r))
		}
	}()
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return failure(err)
	}
	answerOf, known := answerers[asked.Kind]
	if !known {
		return failure(fmt.Errorf("unknown kind of question %q", asked.Kind))
	}
	value, err := answerOf(line)
	if err != nil {
		return failure(err)
	}
	encoded, err = encode(value)
	if err != nil {
		return failure(err)
	}
	return encoded
}

func failure(err error) []byte {
	encoded, _ := encode(map[string]string{"error": err.Error()})
	return encoded
}

// encode writes JSON without escapes for HTML, so that texts stay readable in a log.
func encode(value any) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(buffer.Bytes()), nil
}
