package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/fluxcd/pkg/kustomize"
	ssautil "github.com/fluxcd/pkg/ssa/utils"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/provider"
	"sigs.k8s.io/kustomize/api/resource"
)

// answerRender builds a directory of an artifact for a Flux Kustomization, as kustomize-controller does up to the
// moment it applies: generate the kustomization file, build, substitute, add the common metadata.
func answerRender(line []byte) (any, error) {
	var asked struct {
		Root          string         `json:"root"`
		Path          string         `json:"path"`
		Kustomization map[string]any `json:"kustomization"`
		Configs       []config       `json:"configs"`
		Strict        bool           `json:"strict"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	applier := unstructured.Unstructured{Object: asked.Kustomization}
	text, err := build(asked.Root, filepath.Join(asked.Root, asked.Path), applier, asked.Configs, asked.Strict)
	if err != nil {
		return nil, err
	}
	objects, err := ssautil.ReadObjects(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	labels, _, _ := unstructured.NestedStringMap(applier.Object, "spec", "commonMetadata", "labels")
	annotations, _, _ := unstructured.NestedStringMap(applier.Object, "spec", "commonMetadata", "annotations")
	if len(labels) > 0 || len(annotations) > 0 {
		ssautil.SetCommonMetadata(objects, labels, annotations)
	}
	contents := make([]map[string]any, len(objects))
	for i, object := range objects {
		contents[i] = object.Object
	}
	return map[string]any{"objects": contents}, nil
}

func build(root, directory string, applier unstructured.Unstructured, configs []config, strict bool) ([]byte, error) {
	generator := kustomize.NewGenerator(root, applier)
	action, err := generator.WriteFile(directory, kustomize.WithSaveOriginalKustomization())
	if err != nil {
		return nil, err
	}
	// Other Kustomizations are built from the same files after this one.
	defer kustomize.CleanDirectory(directory, action)

	resources, err := kustomize.SecureBuild(root, directory, false)
	if err != nil {
		return nil, fmt.Errorf("kustomize build failed: %w", err)
	}
	for _, object := range resources.Resources() {
		if object.GetName() == "" || object.GetKind() == "" || object.GetApiVersion() == "" {
			return nil, fmt.Errorf("failed to decode Kubernetes apiVersion, kind and name")
		}
		substituted, err := substitute(applier, object, configs, strict)
		if err != nil {
			return nil, err
		}
		if substituted != nil {
			if _, err := resources.Replace(substituted); err != nil {
				return nil, err
			}
		}
	}
	return resources.AsYaml()
}

// substitute gives nil for an object that stays as it is.
func substitute(applier unstructured.Unstructured, object *resource.Resource, configs []config, strict bool) (*resource.Resource, error) {
	if _, found, _ := unstructured.NestedMap(applier.Object, "spec", "postBuild"); !found {
		return nil, nil
	}
	strategy, _, _ := unstructured.NestedString(applier.Object, "spec", "postBuild", "substituteStrategy")
	return kustomize.SubstituteVariables(context.Background(), configClient{configs: configs}, applier, object,
		kustomize.SubstituteWithStrict(strict), kustomize.SubstituteWithAlways(strategy == "Always"))
}

// answerSubstitute fills the variables of a Kustomization into one object.
func answerSubstitute(line []byte) (any, error) {
	var asked struct {
		Object json.RawMessage   `json:"object"`
		Vars   map[string]string `json:"vars"`
		Strict bool              `json:"strict"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	vars := map[string]any{}
	for name, value := range asked.Vars {
		vars[name] = value
	}
	applier := unstructured.Unstructured{Object: map[string]any{
		"spec": map[string]any{"postBuild": map[string]any{"substitute": vars}},
	}}
	object, err := provider.NewDefaultDepProvider().GetResourceFactory().FromBytes(asked.Object)
	if err != nil {
		return nil, err
	}
	substituted, err := substitute(applier, object, nil, asked.Strict)
	if err != nil {
		return nil, err
	}
	if substituted == nil {
		substituted = object
	}
	value, err := substituted.MarshalJSON()
	if err != nil {
		return nil, err
	}
	return map[string]json.RawMessage{"object": value}, nil
}
